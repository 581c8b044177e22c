package io.pushchannel.benchmarks.cost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The headers that a client sends with each request. */
public enum RequestHeaders {
  /** The headers of the library's client: those that HTTP requires, and {@code User-Agent}. */
  SMALL,

  /** The headers that Chromium sends with a same-origin {@code fetch}, without cookies. */
  BROWSER;

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

  /** Returns the value in {@code run.json}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the headers in addition to those of the library's client. */
  Map<String, String> added() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : this == SMALL ? List.<String>of() : OF_A_BROWSER) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return headers;
  }
}
