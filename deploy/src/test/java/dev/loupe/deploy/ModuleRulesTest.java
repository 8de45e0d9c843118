package dev.loupe.deploy;

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
            .importPackages("dev.loupe.deploy");

    @Test
    void deploy_usesNoOtherModule() {
        ModuleRules.usesOnly("dev.loupe.deploy..").check(classes);
    }

    @Test
    void everyPackage_saysWhatItIsFor() {
        assertThat(ModuleRules.packagesWithoutInfo(Path.of("src/main/java"))).isEmpty();
    }
}
