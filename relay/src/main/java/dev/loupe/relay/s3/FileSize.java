package dev.loupe.relay.s3;

import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.http.ResponseHead;

/** The size of the whole file as the heads of a request and its response tell it; -1 where they do not. */
final class FileSize {
    private FileSize() {}

    /** Of a file that is written whole: the decoded length of an {@code aws-chunked} body, else the body's length. */
    static long ofWrite(S3Operation operation, RequestHead request) {
        if (!operation.name().equals("PutObject")) {
            // A part's length says nothing about the whole.
            return -1;
        }
        String decoded = request.header("x-amz-decoded-content-length");
        return number(decoded != null ? decoded : request.header("content-length"));
    }

    /** Of a file that is read or described: the total of {@code Content-Range}, else the body's length. */
    static long ofRead(S3Operation operation, ResponseHead response) {
        if (!operation.name().equals("GetObject") && !operation.name().equals("HeadObject")) {
            // The length of a list, a tag set or a torrent is no file's.
            return -1;
        }
        String range = response.header("content-range");
        if (range != null) {
            return number(range.substring(range.indexOf('/') + 1).trim());
        }
        return response.status() == 200 ? response.contentLength() : -1;
    }

    private static long number(String text) {
        if (text == null || text.isEmpty() || text.length() > 18) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(text);
    }
}
