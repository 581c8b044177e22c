package io.pushchannel.cli.option;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes above zero: {@code 512}, {@code 64k}, {@code 16m} or {@code 1g}. */
public final class ByteSizeConverter implements ITypeConverter<Long> {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([kmgKMG]?)");

  @Override
  public Long convert(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new TypeConversionException(
          "must be a positive number of bytes, such as 512, 64k, 16m or 1g, was \"" + text + '"');
    }
    return Long.parseLong(matcher.group(1)) << shift(matcher.group(2));
  }

  private static int shift(String suffix) {
    return switch (suffix) {
      case "k", "K" -> 10;
      case "m", "M" -> 20;
      case "g", "G" -> 30;
      default -> 0;
    };
  }
}
