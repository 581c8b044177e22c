package io.pushchannel.integration.artifacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The artifacts that are published: the modules in the BOM. Runs after their jars are built. */
class ArtifactsTest {

  private static final String VERSION = System.getProperty("artifacts.version");

  /** True with the profile release, which builds Javadoc. */
  private static final boolean RELEASE = Boolean.getBoolean("artifacts.release");

  private static final Path ROOT = Path.of("..");
  private static final List<String> REQUIRED_OF_A_POM =
      List.of("name", "description", "url", "licenses", "developers", "scm");

  static Stream<PomFile> published() {
    return PomFile.read(ROOT.resolve("bom")).managed().stream()
        .map(artifact -> PomFile.read(ROOT.resolve(artifact.replaceFirst("pushchannel-", ""))));
  }

  static Stream<PomFile> jars() {
    return published().filter(pom -> !pom.isPom());
  }

  @ParameterizedTest
  @MethodSource("jars")
  void theJarHasItsLicenceAndAModuleName(PomFile pom) throws IOException {
    try (JarFile jar = open(pom, "")) {
      assertNotNull(jar.getEntry("META-INF/LICENSE"), "META-INF/LICENSE");
      String module = jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
      assertNotNull(module, "Automatic-Module-Name");
      // a resource directory is no package, so the shortest name of one with classes counts
      String shortest =
          classes(jar).map(ArtifactsTest::packageOf).sorted().findFirst().orElseThrow();
      assertEquals(shortest, module);
    }
  }

  @Test
  void noTwoJarsHaveTheSameModuleName() throws IOException {
    Set<String> names = new HashSet<>();
    for (PomFile pom : jars().toList()) {
      try (JarFile jar = open(pom, "")) {
        String name = jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
        assertTrue(names.add(name), () -> "expected a name of its own, got " + name);
      }
    }
    assertFalse(names.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("jars")
  void theSourcesOfEveryClassAreThere(PomFile pom) throws IOException {
    try (JarFile jar = open(pom, "");
        JarFile sources = open(pom, "-sources")) {
      assertNotNull(sources.getEntry("META-INF/LICENSE"), "META-INF/LICENSE");
      List<String> missing = new ArrayList<>();
      classes(jar)
          .filter(name -> !name.contains("$"))
          .map(name -> name.replaceFirst("class$", "java"))
          .filter(name -> sources.getEntry(name) == null)
          .forEach(missing::add);
      assertEquals(List.of(), missing);
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aReleaseHasJavadoc(PomFile pom) throws IOException {
    assumeTrue(RELEASE, "the profile release builds Javadoc");
    try (JarFile javadoc = open(pom, "-javadoc")) {
      assertNotNull(javadoc.getEntry("index.html"), "index.html");
    }
  }

  @ParameterizedTest
  @MethodSource("published")
  void thePomSaysAllThatMavenCentralRequires(PomFile pom) {
    PomFile parent = PomFile.read(ROOT);
    for (String required : REQUIRED_OF_A_POM) {
      boolean own = required.equals("name") || required.equals("description");
      assertTrue(
          pom.has(required) || (!own && parent.has(required)), () -> pom + " lacks " + required);
    }
    assertEquals("pushchannel-parent", pom.parentArtifact());
    assertFalse(pom.skipsDeployment(), () -> pom + " is in the BOM but not deployed");
  }

  /** Those have no parent, or are one. */
  @Test
  void theBomAndTheParentSayItThemselves() {
    for (PomFile pom : List.of(PomFile.read(ROOT.resolve("bom")), PomFile.read(ROOT))) {
      REQUIRED_OF_A_POM.forEach(
          required -> assertTrue(pom.has(required), () -> pom + " lacks " + required));
    }
  }

  @Test
  void whatIsNotInTheBomIsNotDeployed() {
    Set<String> published = new HashSet<>(PomFile.read(ROOT.resolve("bom")).managed());
    published.add("pushchannel-bom");
    List<String> deployed =
        PomFile.read(ROOT).modules().stream()
            .map(module -> PomFile.read(ROOT.resolve(module)))
            .filter(pom -> !pom.skipsDeployment())
            .map(PomFile::artifact)
            .toList();
    assertEquals(published, new HashSet<>(deployed));
  }

  /** The short command of docs/installation.md builds nothing else. */
  @Test
  void aBuildOfTheLibraryHasThePublishedModulesOnly() {
    Set<String> expected = new HashSet<>(PomFile.read(ROOT.resolve("bom")).managed());
    expected.add("pushchannel-bom");
    Set<String> built = new HashSet<>();
    PomFile.read(ROOT)
        .unconditionalModules()
        .forEach(module -> built.add(PomFile.read(ROOT.resolve(module)).artifact()));
    assertEquals(expected, built);
  }

  /** On Android okhttp-jvm and okhttp-android have the same classes. */
  @Test
  void gradleSelectsOkHttpByPlatform() throws IOException {
    String module =
        Files.readString(ROOT.resolve("http-client/target/publications/maven/module.json"));
    assertTrue(module.contains("\"module\": \"okhttp\""), module);
    assertFalse(module.contains("okhttp-jvm"), module);
    String pom = Files.readString(ROOT.resolve("http-client/pom.xml"));
    assertTrue(pom.contains("<!-- do_not_remove: published-with-gradle-metadata -->"));
    assertTrue(pom.contains("<artifactId>okhttp-jvm</artifactId>"), "Maven needs the classes");
  }

  private static JarFile open(PomFile pom, String classifier) throws IOException {
    String name = pom.artifact() + '-' + VERSION + classifier + ".jar";
    return new JarFile(pom.directory().resolve("target").resolve(name).toFile());
  }

  private static Stream<String> classes(JarFile jar) {
    return jar.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"));
  }

  private static String packageOf(String entry) {
    return entry.substring(0, entry.lastIndexOf('/')).replace('/', '.');
  }
}
