package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3ErrorBodyTest {
    private static final String NO_SUCH_KEY =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>NoSuchKey</Code><Message>It's gone</Message><Key>a.stl</Key>\
            <RequestId>4442587FB7D0A2F9</RequestId><HostId>h/x=</HostId></Error>""";

    @Test
    void errorOfS3_hasItsCodeAndRequestId() {
        S3ErrorBody body = read(NO_SUCH_KEY);

        assertThat(body.code()).contains("NoSuchKey");
        assertThat(body.requestId()).contains("4442587FB7D0A2F9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Error><Code>SlowDown</Code></Error>",
                "\ufeff<Error xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\" a='>'>\n <Code >\n SlowDown </Code >",
                "<s3:Error><s3:Code>SlowDown</s3:Code></s3:Error>",
                "<ErrorResponse><Error><Type>Sender</Type><Code>SlowDown</Code></Error></ErrorResponse>",
                "<!-- <Error><Code>WrongCode</Code></Error> --><Error><Code>SlowDown</Code></Error>",
                "<?x <Error><Code>WrongCode</Code></Error> ?><Error><Code>SlowDown</Code></Error>",
                "<Error><Message><![CDATA[<Code>WrongCode</Code>]]></Message><Code>SlowDown</Code></Error>",
                "<Error><Code><![CDATA[Slow]]><!-- . -->Down</Code></Error>",
                "<Error><Detail><Code>WrongCode</Code></Detail><Code/><Code>SlowDown</Code></Error>",
                "<Error><Code>SlowDown</Code><Code>WrongCode</Code></Error>",
                "<Error><Code>SlowDown</Code></Message>",
            })
    void code_isReadWhereItStands(String xml) {
        assertThat(read(xml).code()).contains("SlowDown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "<>",
                "</>",
                "</Error>",
                "<Error><Code>NoSuch",
                "<Error><Code>NoSuchKey</Cod",
                "<Error><Code></Code></Error>",
                "<Error><Code>No Such Key</Code></Error>",
                "<Error><Code>a@b.de</Code></Error>",
                "<Error><Code>10234</Code></Error>",
                "<Error><Code>Order10234</Code></Error>",
                "<Error><Code>alice</Code></Error>",
                "<Error><Code>Alice</Code></Error>",
                "<Error><Code>5ecr3tT0k3n</Code></Error>",
                "<Error><Code>&lt;x&gt;</Code></Error>",
                "<Error><Code>NoSuchKey</Message></Error>",
                "<!DOCTYPE Error [<!ENTITY x '<Error><Code>WrongCode</Code></Error>'>]><Error><Code>&x;</Code></Error>",
                "<DeleteResult><Error><Code>AccessDenied</Code></Error></DeleteResult>",
                "<Error></Error><Error><Code>WrongCode</Code></Error>",
                "<!-- <Error><Code>WrongCode</Code>",
                "<html><Code>WrongCode</Code></html>",
                "{\"Code\":\"NoSuchKey\"}",
            })
    void anythingElse_hasNoCode(String xml) {
        assertThat(read(xml).code()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RequestURITooLong", "InvalidURI", "XMinioServerNotInitialized", "Redirect", "MalformedXML"})
    void everyKindOfCode_isKnown(String code) {
        assertThat(read("<Error><Code>" + code + "</Code></Error>").code()).contains(code);
    }

    @Test
    void tooLongACode_isNone() {
        assertThat(read("<Error><Code>NoSuch" + "x".repeat(58) + "</Code></Error>")
                        .code())
                .isPresent();
        assertThat(read("<Error><Code>NoSuch" + "x".repeat(59) + "</Code></Error>")
                        .code())
                .isEmpty();
    }

    @Test
    void onlyTheFirst4KiB_areLookedAt() {
        String padding = "<Error><Message>" + "x".repeat(4096) + "</Message>";

        assertThat(read(padding + "<Code>SlowDown</Code></Error>").code()).isEmpty();
    }

    @Test
    void nesting_isFollowedOnlySoFar() {
        assertThat(read("<a>".repeat(1000) + "<Error><Code>SlowDown</Code></Error>")
                        .code())
                .isEmpty();
    }

    @Test
    void feeding_leavesTheBufferAsItWas() {
        ByteBuf bytes = Unpooled.copiedBuffer("xx" + NO_SUCH_KEY, StandardCharsets.UTF_8);
        bytes.skipBytes(2);
        S3ErrorBody body = new S3ErrorBody();

        body.feed(bytes);
        body.finish();

        assertThat(body.code()).contains("NoSuchKey");
        assertThat(bytes.readerIndex()).isEqualTo(2);
        assertThat(bytes.refCnt()).isEqualTo(1);
    }

    @Test
    void beforeTheEnd_nothingIsKnown() {
        S3ErrorBody body = new S3ErrorBody();
        body.feed(Unpooled.copiedBuffer(NO_SUCH_KEY, StandardCharsets.UTF_8));

        assertThat(body.code()).isEmpty();
        assertThat(body.requestId()).isEmpty();
    }

    @Test
    void afterTheEnd_nothingMoreIsTaken() {
        S3ErrorBody body = read(NO_SUCH_KEY);

        body.feed(Unpooled.copiedBuffer("<Error><Code>TooLate</Code></Error>", StandardCharsets.UTF_8));
        body.finish();

        assertThat(body.code()).contains("NoSuchKey");
    }

    private static S3ErrorBody read(String xml) {
        S3ErrorBody body = new S3ErrorBody();
        body.feed(Unpooled.copiedBuffer(xml, StandardCharsets.UTF_8));
        body.finish();
        return body;
    }
}
