package io.pushchannel.integration;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The code has the arrows of {@code docs/architecture.puml}, and no others. */
class ArchitectureTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.pushchannel");

  @Test
  void theScanSawEveryModule() {
    for (String module :
        new String[] {
          "spi",
          "bus",
          "channel",
          "server",
          "http",
          "shortpoll",
          "longpoll",
          "sse",
          "websocket",
          "testkit",
          "proxy",
          "chaos",
          "benchmarks",
          "examples",
          "demo",
          "cli"
        }) {
      assertTrue(
          CODE.contain("io.pushchannel." + module + ".package-info")
              || CODE.stream()
                  .anyMatch(type -> type.getPackageName().equals("io.pushchannel." + module)),
          module);
    }
  }

  @Test
  void packagesDependOnEachOtherAsDrawn() {
    classes()
        .that(alwaysTrue())
        .should(
            adhereToPlantUmlDiagram(
                Path.of("../docs/architecture.puml"), consideringOnlyDependenciesInDiagram()))
        .check(CODE);
  }

  @Test
  void onlyTheServerAndItsBaselinesKnowNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.pushchannel.server..",
            // baselines are built of what the server is built of, and usage asks it for its memory
            "io.pushchannel.benchmarks.baseline..",
            "io.pushchannel.benchmarks.served..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CODE);
  }

  @Test
  void coreKnowsNoHttpLibrary() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.pushchannel", "io.pushchannel.spi", "io.pushchannel.bus", "io.pushchannel.channel")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..", "org.java_websocket..", "java.net.http..")
        .check(CODE);
  }
}
