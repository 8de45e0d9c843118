package dev.loupe.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.loupe.telemetry.fixture.ModuleRules;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.loupe.demo");

    @Test
    void demo_usesTheModulesBelowIt() {
        ModuleRules.usesOnly(
                        "dev.loupe.demo..",
                        "dev.loupe.telemetry..",
                        "dev.loupe.relay..",
                        "dev.loupe.console..",
                        "dev.loupe.assembly..",
                        "dev.loupe.proxy..",
                        "dev.loupe.shop..",
                        "dev.loupe.mes..",
                        "dev.loupe.crm..",
                        "dev.loupe.rabbitmq..")
                .check(classes);
    }

    @Test
    void servicesAndPeople_haveNeverHeardOfTracing() {
        for (String own : new String[] {
            "shop",
            "mes",
            "crm",
            "http",
            "sql",
            "mq",
            "ledger",
            "people",
            "customer",
            "store",
            "database",
            "broker",
            "ring"
        }) {
            ModuleRules.usesOnly("dev.loupe.demo." + own + "..", "dev.loupe.demo..", "dev.loupe.rabbitmq..")
                    .check(classes);
            noClasses()
                    .that()
                    .resideInAPackage("dev.loupe.demo." + own + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.opentelemetry..", "io.vertx..", "dev.loupe.demo", "dev.loupe.demo.company..")
                    .because("a service of the demo must be one that nobody instrumented")
                    .check(classes);
        }
    }

    @Test
    void everyPackage_saysWhatItIsFor() {
        assertThat(ModuleRules.packagesWithoutInfo(Path.of("src/main/java"))).isEmpty();
    }
}
