package dev.loupe.relay.s3;

/** The part that a request names, 1 to 10,000 as S3 counts them. */
final class PartNumber {
    private static final String NAME = "partNumber=";
    private static final int MOST = 10_000;

    private PartNumber() {}

    /** The number in a raw request target, or -1. */
    static int of(String target) {
        int query = target.indexOf('?');
        int name = query < 0 ? -1 : target.indexOf(NAME, query);
        while (name >= 0 && "?&".indexOf(target.charAt(name - 1)) < 0) {
            name = target.indexOf(NAME, name + 1);
        }
        return name < 0 ? -1 : numberAt(target, name + NAME.length());
    }

    private static int numberAt(String target, int start) {
        int number = 0;
        int i = start;
        for (; i < target.length() && Character.isDigit(target.charAt(i)) && number <= MOST; i++) {
            number = number * 10 + Character.digit(target.charAt(i), 10);
        }
        return i > start && number >= 1 && number <= MOST ? number : -1;
    }
}
