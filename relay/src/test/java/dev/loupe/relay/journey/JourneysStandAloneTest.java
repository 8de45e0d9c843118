package dev.loupe.relay.journey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Journeys are told what happened; they know nothing of the paths that it happened on. */
class JourneysStandAloneTest {
    @Test
    void package_knowsNoSocketNoPathAndNoSdk() {
        noClasses()
                .that()
                .resideInAPackage("dev.loupe.relay.journey")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx..",
                        "io.netty..",
                        "io.opentelemetry.sdk..",
                        "dev.loupe.relay.http..",
                        "dev.loupe.relay.s3..",
                        "dev.loupe.relay.service..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.loupe.relay.journey"));
    }
}
