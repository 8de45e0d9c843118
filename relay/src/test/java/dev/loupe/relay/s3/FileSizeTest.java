package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.fixture.Response;
import dev.loupe.relay.s3.S3Operation.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSizeTest {
    private static final S3Operation GET = new S3Operation("GetObject", Family.READ, true);
    private static final S3Operation HEAD = new S3Operation("HeadObject", Family.OTHER, true);
    private static final S3Operation PUT = new S3Operation("PutObject", Family.WRITE, true);
    private static final Head UPLOAD = Head.of("PUT /rings/a.stl");

    @Test
    void wholeRead_hasTheSizeOfItsBody() {
        assertThat(FileSize.ofRead(GET, Response.of(200).with("content-length", "0")))
                .isZero();
        assertThat(FileSize.ofRead(GET, Response.of(200).with("content-length", "5368709121")))
                .isEqualTo(5_368_709_121L);
    }

    @Test
    void description_hasTheSizeThatItsHeadTells() {
        assertThat(FileSize.ofRead(HEAD, Response.of(200).with("content-length", "84")))
                .isEqualTo(84);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes 0-99/1234, 1234",
        "bytes 0-0/1, 1",
        "bytes 0-99/*, -1",
        "bytes 0-99, -1",
        "bytes 0-99/, -1",
        "bytes 0-99/-5, -1",
        "bytes 0-99/1e9, -1",
        "bytes 0-99/9999999999999999999, -1"
    })
    void rangeRead_hasTheTotalOfItsRange(String range, long size) {
        Response part = Response.of(206).with("content-length", "100").with("content-range", range);

        assertThat(FileSize.ofRead(GET, part)).isEqualTo(size);
    }

    @Test
    void severalRanges_tellNoTotal() {
        Response parts = Response.of(206).with("content-length", "900");

        assertThat(FileSize.ofRead(GET, parts)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListObjectsV2", "GetObjectTagging", "GetObjectTorrent", "ListParts"})
    void whatIsNoFile_hasNoFilesSize(String operation) {
        S3Operation list = new S3Operation(operation, Family.OTHER, true);

        assertThat(FileSize.ofRead(list, Response.of(200).with("content-length", "731")))
                .isEqualTo(-1);
    }

    @Test
    void bodyOfUnknownLength_isUnknown() {
        assertThat(FileSize.ofRead(GET, Response.of(200))).isEqualTo(-1);
        assertThat(FileSize.ofWrite(PUT, UPLOAD)).isEqualTo(-1);
    }

    @Test
    void write_hasTheLengthOfItsBody() {
        assertThat(FileSize.ofWrite(PUT, UPLOAD.with("content-length", "84"))).isEqualTo(84);
    }

    @Test
    void chunkSignedWrite_hasItsDecodedLength() {
        Head chunked = UPLOAD.with("content-length", "66824").with("x-amz-decoded-content-length", "66560");

        assertThat(FileSize.ofWrite(PUT, chunked)).isEqualTo(66_560);
    }

    @Test
    void part_saysNothingAboutTheWhole() {
        S3Operation part = new S3Operation("UploadPart", Family.WRITE, true);

        assertThat(FileSize.ofWrite(part, UPLOAD.with("content-length", "8388608")))
                .isEqualTo(-1);
    }
}
