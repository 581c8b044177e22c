package io.pushchannel.benchmarks.cost;

import io.pushchannel.PushOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much a client says about itself in the head of each request. */
public enum Heads {
  /** What our own client sends: what HTTP needs, and its name. */
  SMALL("small"),

  /** What Chromium adds to a {@code fetch} from a page of the same origin; without cookies. */
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

  /** As it stands in {@code run.json}. */
  public String word() {
    return word;
  }

  PushOptions options() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : this == SMALL ? List.<String>of() : OF_A_BROWSER) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return PushOptions.DEFAULT.withHeaders(headers);
  }
}
