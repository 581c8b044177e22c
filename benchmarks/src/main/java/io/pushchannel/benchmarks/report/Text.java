package io.pushchannel.benchmarks.report;

/** Wraps sentences for a terminal. */
final class Text {

  private static final int MAX_COLUMNS = 100;

  private Text() {}

  /** Returns the sentences, each on a new line; continuation lines are indented. */
  static String wrapped(String sentences) {
    StringBuilder wrapped = new StringBuilder();
    for (String sentence : sentences.split("\\R")) {
      int column = 0;
      for (String word : sentence.split(" ")) {
        boolean fits = column + word.length() < MAX_COLUMNS;
        wrapped.append(column == 0 ? "" : fits ? " " : System.lineSeparator() + "  ").append(word);
        column = (fits ? column + 1 : 2) + word.length();
      }
      wrapped.append(System.lineSeparator());
    }
    return wrapped.toString();
  }
}
