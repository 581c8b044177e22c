package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Assembles the page. {@code report.html} names its parts, each in a comment {@code /*! include
 * NAME *}{@code /}.
 */
final class ReportPage {

  private static final Pattern INCLUDE = Pattern.compile("/\\*! include (\\S+) \\*/");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReportPage() {}

  static String of(Run run, Map<String, List<double[]>> curves) throws IOException {
    String data = json(new Data(run, curves, CostGrid.of(run), ScenarioTables.columns()));
    Matcher includes = INCLUDE.matcher(resource("report.html"));
    StringBuilder page = new StringBuilder();
    while (includes.find()) {
      String part =
          switch (includes.group(1)) {
            case "run" -> data;
            case "echarts" -> echarts();
            default -> resource(includes.group(1)).strip();
          };
      includes.appendReplacement(page, Matcher.quoteReplacement(part));
    }
    return includes.appendTail(page).toString();
  }

  /**
   * The data of the page.
   *
   * @param curves the percentiles by file name
   * @param grid the computed cost
   * @param columns the columns of each scenario's table
   */
  private record Data(
      Run run,
      Map<String, List<double[]>> curves,
      List<Row> grid,
      Map<String, List<Column>> columns) {}

  /** Escapes the data so that it cannot end the HTML element that contains it. */
  private static String json(Object data) {
    return MAPPER.writeValueAsString(data).replace("<", "\\u003c");
  }

  private static String echarts() throws IOException {
    Properties artifact = new Properties();
    try (InputStream in = open("/META-INF/maven/org.webjars.npm/echarts/pom.properties")) {
      artifact.load(in);
    }
    String version = artifact.getProperty("version");
    return resource(
        "/META-INF/resources/webjars/echarts/" + version + "/dist/echarts.common.min.js");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream found = ReportPage.class.getResourceAsStream(name);
    if (found == null) {
      throw new IOException(name + " is missing in the resources of the report");
    }
    return found;
  }
}
