package dev.loupe.mes;

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
            .importPackages("dev.loupe.mes");

    @Test
    void adapter_usesTheModulesBelowIt() {
        ModuleRules.usesOnly(
                        "dev.loupe.mes..",
                        "dev.loupe.telemetry..",
                        "dev.loupe.relay..",
                        "dev.loupe.console..",
                        "dev.loupe.assembly..")
                .check(classes);
    }

    @Test
    void everyPackage_saysWhatItIsFor() {
        assertThat(ModuleRules.packagesWithoutInfo(Path.of("src/main/java"))).isEmpty();
    }
}
