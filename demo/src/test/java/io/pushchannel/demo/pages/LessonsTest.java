package io.pushchannel.demo.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LessonsTest {

  @Test
  void aLessonIsAPageWithItsTablesImagesAndLinks() {
    String page =
        page(
            Map.of(
                "one.md",
                    "# The *first* `one`\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n![x](images/x.svg)\n[two](two.md)",
                "two.md", "# Two",
                "images/x.svg", "<svg/>"),
            "one.md");
    assertTrue(page.contains("<title>The first one - PushChannel</title>"), page);
    assertTrue(page.contains("<td>1</td>"), page);
    assertTrue(page.contains("<img src=\"images/x.svg\" alt=\"x\""), page);
    assertTrue(page.contains("<a href=\"two.md\">two</a>"), page);
    assertTrue(page.contains("<html lang=\"en\">"), page);
  }

  @Test
  void aLinkToWhatIsNotServedIsText() {
    String page =
        page(
            Map.of(
                "zh/one.md",
                "# 一\n[`Pump`](../../../core/Pump.java) [here](../two.md) [there](https://example.org/)",
                "two.md",
                "# Two"),
            "zh/one.md");
    assertTrue(page.contains("<p><code>Pump</code> <a href=\"../two.md\">here</a>"), page);
    assertTrue(page.contains("<a href=\"https://example.org/\">there</a>"), page);
    assertTrue(page.contains("<html lang=\"zh\">"), page);
  }

  @Test
  void theFirstPageIsTheReadmeOrElseAListOfTheLessons() {
    assertTrue(page(Map.of("README.md", "# All of them"), "").contains("All of them"));
    String list = page(Map.of("b.md", "# <B>", "a.md", "no heading"), "");
    assertTrue(list.contains("<a href=\"a.md\">a.md</a>"), list);
    assertTrue(page(Map.of(), "").contains("There are none yet."));
  }

  @Test
  void whatIsNoLessonIsServedAsItIs() {
    Page image =
        Lessons.render(Map.of("x.svg", "<svg/>".getBytes(StandardCharsets.UTF_8))).get("x.svg");
    assertEquals("image/svg+xml", image.type());
    assertFalse(image.isHtml());
  }

  private static String page(Map<String, String> files, String name) {
    Map<String, byte[]> bytes = new java.util.TreeMap<>();
    files.forEach((file, text) -> bytes.put(file, text.getBytes(StandardCharsets.UTF_8)));
    return new String(Lessons.render(bytes).get(name).body(), StandardCharsets.UTF_8);
  }
}
