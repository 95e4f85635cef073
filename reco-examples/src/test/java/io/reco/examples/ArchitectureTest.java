package io.reco.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the modules, and what no library may do. */
class ArchitectureTest {
    private static final String[] LIBRARIES = {
        "io.reco.core..",
        "io.reco.embeddings..",
        "io.reco.transformer..",
        "io.reco.rerank..",
        "io.reco.eval..",
        "io.reco.nd4j.."
    };

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.reco");
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "embeddings", "transformer", "rerank", "eval", "nd4j", "examples"})
    void everyModuleIsLookedAt(String module) {
        assertThat(classes.that(resideInAPackage("io.reco." + module + "..")))
                .describedAs("classes of reco-%s", module)
                .hasSizeGreaterThan(5);
    }

    @Test
    void coreKnowsNoOtherModule() {
        noClasses()
                .that()
                .resideInAPackage("io.reco.core..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.reco..").and(not(resideInAPackage("io.reco.core.."))))
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"embeddings", "transformer", "rerank", "eval"})
    void middleModulesKnowOnlyCore(String module) {
        String own = "io.reco." + module + "..";
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("io.reco..")
                        .and(not(resideInAPackage("io.reco.core..")))
                        .and(not(resideInAPackage(own))))
                .check(classes);
    }

    @Test
    void nd4jKnowsOnlyCoreAndTheTrainers() {
        noClasses()
                .that()
                .resideInAPackage("io.reco.nd4j..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.reco..")
                        .and(not(resideInAnyPackage(
                                "io.reco.core..", "io.reco.embeddings..", "io.reco.transformer..", "io.reco.nd4j.."))))
                .check(classes);
    }

    @Test
    void onlyTheNd4jModuleSeesNd4jAndDl4j() {
        noClasses()
                .that()
                .resideInAPackage("io.reco..")
                .and()
                .resideOutsideOfPackage("io.reco.nd4j..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "embeddings", "transformer", "rerank", "eval", "nd4j", "examples"})
    void internalPackagesStayInTheirModule(String module) {
        String own = "io.reco." + module + "..";
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("io.reco..internal..").and(not(resideInAPackage(own))))
                .check(classes);
    }

    @Test
    void packagesFormNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.reco.(*.*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void noStaticRandomnessInLibraries() {
        noClasses()
                .that()
                .resideInAnyPackage(LIBRARIES)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callConstructor(java.util.SplittableRandom.class)
                .orShould()
                .callMethod(java.util.Collections.class, "shuffle", List.class)
                .check(classes);
    }

    @Test
    void noConsoleInLibraries() {
        noClasses()
                .that()
                .resideInAnyPackage(LIBRARIES)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(classes);
    }
}
