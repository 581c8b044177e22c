package io.pushchannel.cli.option;

import io.pushchannel.Topic;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a topic, see {@link Topic}. */
public final class TopicConverter implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    try {
      return Topic.requireValid(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
