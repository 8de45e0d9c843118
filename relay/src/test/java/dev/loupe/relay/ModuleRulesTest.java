package dev.loupe.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.loupe.telemetry.fixture.ModuleRules;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {
    private static final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.loupe");

    @Test
    void relay_usesOnlyTelemetry() {
        ModuleRules.usesOnly("dev.loupe.relay..", "dev.loupe.telemetry..").check(classes);
    }

    @Test
    void http_knowsNothingOfS3() {
        noClasses()
                .that()
                .resideInAPackage("dev.loupe.relay.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.loupe.relay.s3..",
                        "dev.loupe.relay.service..",
                        "dev.loupe.relay.trace..",
                        "dev.loupe.relay.correlation..")
                .because("other paths are built on HTTP too")
                .check(classes);
    }

    @Test
    void whatPathsShare_knowsNoneOfThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.loupe.relay.trace..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.loupe.relay.s3..", "dev.loupe.relay.service..", "dev.loupe.relay.correlation..")
                .because("S3 stands in front of a store without any wrapped service")
                .check(classes);
    }

    @Test
    void routesAndKeys_knowNoSpans() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.loupe.relay.service.route..", "dev.loupe.relay.service.key..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.opentelemetry..", "org.slf4j..", "dev.loupe.relay.service", "dev.loupe.relay.trace..")
                .because("they hold raw values, which must not find a way out")
                .check(classes);
    }

    @Test
    void decoders_knowNeitherSocketsNorClocksNorTracers() {
        noClasses()
                .that()
                .resideInAPackage("dev.loupe.relay.http.codec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.loupe.relay.http",
                        "dev.loupe.relay.s3..",
                        "dev.loupe.telemetry..",
                        "io.vertx..",
                        "io.netty.channel..",
                        "io.netty.handler..",
                        "io.opentelemetry..",
                        "java.net..",
                        "java.time..")
                .because("bytes in, events out")
                .check(classes);
    }

    @Test
    void http2_knowsOnlyTheDecoders() {
        noClasses()
                .that()
                .resideInAPackage("dev.loupe.relay.http2..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.loupe.relay.http", "dev.loupe.relay.s3..", "dev.loupe.telemetry..")
                .because("it turns frames into bytes, whatever they are for")
                .check(classes);
    }

    @Test
    void http_makesNoSpans() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.loupe.relay.http..", "dev.loupe.relay.http2..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .because("a relay moves bytes, and its observer makes the spans")
                .check(classes);
    }

    @Test
    void whatRelaysShare_knowsNoProtocolAndNoSpan() {
        noClasses()
                .that()
                .resideInAPackage("dev.loupe.relay.net..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.loupe.relay.http..",
                        "dev.loupe.relay.http2..",
                        "dev.loupe.relay.postgres..",
                        "io.opentelemetry..")
                .because("every protocol's relay is built on it")
                .check(classes);
    }

    @Test
    void postgresRelay_makesNoSpansAndKnowsNoStatement() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.loupe.relay.postgres", "dev.loupe.relay.postgres.protocol")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.opentelemetry..",
                        "dev.loupe.relay.http..",
                        "dev.loupe.relay.postgres.session..",
                        "dev.loupe.relay.postgres.statement..",
                        "dev.loupe.relay.postgres.blame..",
                        "dev.loupe.relay.postgres.monitor..")
                .because("a relay moves bytes, and its observer makes the spans")
                .check(classes);
    }

    @Test
    void amqpDecoders_knowOnlyBytes() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.loupe.relay.amqp.protocol", "dev.loupe.relay.wire")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.loupe.relay.amqp",
                        "dev.loupe.relay.amqp.message..",
                        "dev.loupe.relay.amqp.fate..",
                        "dev.loupe.relay.amqp.monitor..",
                        "dev.loupe.relay.postgres..",
                        "dev.loupe.relay.net..",
                        "dev.loupe.telemetry..",
                        "io.vertx..",
                        "io.netty.channel..",
                        "io.opentelemetry..",
                        "org.slf4j..",
                        "java.net..",
                        "java.time..")
                .because("bytes in, events out")
                .check(classes);
    }

    @Test
    void databaseSessions_knowNoSockets() {
        noClasses()
                .that()
                .resideInAPackage("dev.loupe.relay.postgres.session..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.loupe.relay.postgres.monitor..",
                        "dev.loupe.relay.net..",
                        "io.vertx..",
                        "io.netty..",
                        "java.net..")
                .because("it turns messages into spans, wherever they come from")
                .check(classes);
    }

    @Test
    void everyPackage_saysWhatItIsFor() {
        assertThat(ModuleRules.packagesWithoutInfo(Path.of("src/main/java"))).isEmpty();
    }
}
