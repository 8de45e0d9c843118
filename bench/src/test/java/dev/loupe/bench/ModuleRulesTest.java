package dev.loupe.bench;

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
            .importPackages("dev.loupe.bench");

    @Test
    void bench_usesTheModulesBelowIt() {
        ModuleRules.usesOnly(
                        "dev.loupe.bench..",
                        "dev.loupe.telemetry..",
                        "dev.loupe.relay..",
                        "dev.loupe.console..",
                        "dev.loupe.assembly..",
                        "dev.loupe.proxy..",
                        "dev.loupe.shop..",
                        "dev.loupe.mes..",
                        "dev.loupe.crm..",
                        "dev.loupe.demo..",
                        "dev.loupe.rabbitmq..")
                .check(classes);
    }

    @Test
    void everyPackage_saysWhatItIsFor() {
        assertThat(ModuleRules.packagesWithoutInfo(Path.of("src/main/java"))).isEmpty();
    }
}
