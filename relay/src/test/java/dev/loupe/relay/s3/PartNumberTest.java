package dev.loupe.relay.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartNumberTest {
    @ParameterizedTest
    @CsvSource({
        "/rings/a.stl?partNumber=1&uploadId=u, 1",
        "/rings/a.stl?uploadId=u&partNumber=10000, 10000",
        "/rings/a.stl?uploadId=u&partNumber=7&x-id=UploadPart, 7",
        "/rings/xpartNumber=3?partNumber=4&uploadId=u, 4",
        "/rings/a.stl?xpartNumber=3&partNumber=4, 4"
    })
    void numberInTheQuery_isThePart(String target, int part) {
        assertThat(PartNumber.of(target)).isEqualTo(part);
    }

    @ParameterizedTest
    @CsvSource({
        "/rings/a.stl",
        "/rings/a.stl?uploadId=u",
        "/rings/a.stl?partNumber=",
        "/rings/a.stl?partNumber=0",
        "/rings/a.stl?partNumber=10001",
        "/rings/a.stl?partNumber=99999999999999999999",
        "/rings/a.stl?partNumber=x",
        "/rings/a.stl?partNumber=-1",
        "/rings/a.stl?xpartNumber=1",
        "/rings/a&partNumber=7/b",
        "/rings/partNumber=7",
        "partNumber=7"
    })
    void whatIsNoPartsNumber_isNone(String target) {
        assertThat(PartNumber.of(target)).isEqualTo(-1);
    }
}
