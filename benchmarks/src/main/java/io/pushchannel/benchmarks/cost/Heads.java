package io.pushchannel.benchmarks.cost;

import io.pushchannel.PushOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The headers that a client sends with each request. */
public enum Heads {
  /** The headers of the library's client: those that HTTP requires, and {@code User-Agent}. */
  SMALL("small"),

  /** The headers that Chromium sends with a same-origin {@code fetch}, without cookies. */
  BROWSER("browser");

  private static final List<String> OF_A_BROWSER =
      List.of(
          "Accept: */*",
          "Accept-Encoding: gzip, deflate, br, zstd",
          "Accept-Language: en-US,en;q=0.9",
          "Referer: http://127.0.0.1:45000/",
          "Sec-Fetch-Dest: empty",
          "Sec-Fetch-Mode: cors",
          "Sec-Fetch-Site: same-origin",
          "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"
              + " (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
          "sec-ch-ua: \"Not:A-Brand\";v=\"8\", \"Chromium\";v=\"156\"",
          "sec-ch-ua-mobile: ?0",
          "sec-ch-ua-platform: \"Linux\"");

  private final String word;

  Heads(String word) {
    this.word = word;
  }

  /** Returns the value in {@code run.json}. */
  public String word() {
    return word;
  }

  PushOptions options() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : this == SMALL ? List.<String>of() : OF_A_BROWSER) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return PushOptions.builder().headers(headers).build();
  }
}
