package io.pushchannel.integration.docs;

import java.lang.reflect.Method;

/** Runs the {@code main} method of a class several times, one run after another. */
public final class SnippetRunner {

  static final String END = "--- end of a run";

  private SnippetRunner() {}

  /**
   * @param arguments the name of the class and the number of runs
   */
  public static void main(String[] arguments) throws Exception {
    Method main = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    for (int run = 0; run < Integer.parseInt(arguments[1]); run++) {
      main.invoke(null, (Object) new String[0]);
      System.out.println(END);
    }
  }
}
