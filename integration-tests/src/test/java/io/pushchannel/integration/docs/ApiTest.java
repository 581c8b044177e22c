package io.pushchannel.integration.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The public API is the one in {@code docs/api}. A deliberate change is written there with {@code
 * -Dapi.update=true}, and shows in review.
 */
class ApiTest {

  private static final Path FOLDER = Path.of("../docs/api");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.pushchannel",
        "io.pushchannel.spi",
        "io.pushchannel.wire",
        "io.pushchannel.check",
        "io.pushchannel.http",
        "io.pushchannel.server",
        "io.pushchannel.shortpoll",
        "io.pushchannel.longpoll",
        "io.pushchannel.sse",
        "io.pushchannel.websocket",
        "io.pushchannel.testkit"
      })
  void thePublicApiIsTheOneThatIsWritten(String name) throws IOException {
    String found = api(name);
    Path file = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("api.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, found);
    }
    String written = Files.exists(file) ? Files.readString(file) : "";
    assertEquals(written, found, "a deliberate change is written with -Dapi.update=true");
  }

  private static String api(String name) {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(name)
            .stream()
            .filter(type -> type.getPackageName().equals(name))
            .filter(type -> !type.getSimpleName().equals("package-info") && isVisible(type))
            .map(ApiTest::describe)
            .sorted()
            .collect(Collectors.joining());
  }

  private static boolean isVisible(JavaClass type) {
    boolean isPublic = type.getModifiers().contains(JavaModifier.PUBLIC);
    return isPublic && type.getEnclosingClass().map(ApiTest::isVisible).orElse(true);
  }

  private static String describe(JavaClass type) {
    Class<?> reflected = type.reflect();
    TreeSet<String> members = new TreeSet<>();
    Stream.of(
            List.of(reflected.getDeclaredConstructors()),
            List.of(reflected.getDeclaredMethods()),
            List.of(reflected.getDeclaredFields()))
        .flatMap(List::stream)
        .map(Member.class::cast)
        .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
        .filter(member -> !member.isSynthetic())
        .forEach(member -> members.add("  " + describe(member) + "\n"));
    return header(reflected) + "\n" + String.join("", members) + "\n";
  }

  /** JDK 17 does not write {@code sealed}, and later releases do: here it is always written. */
  private static String header(Class<?> type) {
    String declared = type.toGenericString().replaceAll("\\b(non-)?sealed ", "");
    String kind = type.isInterface() ? "interface " : "class ";
    return type.isSealed() ? declared.replaceFirst(kind, "sealed " + kind) : declared;
  }

  private static String describe(Member member) {
    if (member instanceof Method method) {
      return method.toGenericString();
    } else if (member instanceof Constructor<?> constructor) {
      return constructor.toGenericString();
    }
    return ((Field) member).toGenericString();
  }
}
