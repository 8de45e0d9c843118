package dev.loupe.relay.correlation;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.loupe.telemetry.InvalidSetting;
import io.opentelemetry.api.trace.SpanContext;
import org.junit.jupiter.api.Test;

/** Every path uses the package; it uses none of them, no Vert.x and no SDK. */
class CorrelationStandsAloneTest {
    private static final String OWN = "dev.loupe.relay.correlation";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(OWN);

    @Test
    void package_usesTheJdkAndSpanContexts() {
        noClasses()
                .that()
                .resideInAPackage(OWN)
                .should()
                .dependOnClassesThat(not(resideInAnyPackage("java..", OWN))
                        .and(not(JavaClass.Predicates.type(SpanContext.class)))
                        .and(not(JavaClass.Predicates.type(InvalidSetting.class))))
                .check(classes);
    }
}
