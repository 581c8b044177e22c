package io.pushchannel.cli.option;

import io.pushchannel.spi.PushTransport;
import java.util.ServiceLoader;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a transport that is on the class path. */
public final class TransportConverter implements ITypeConverter<PushTransport> {

  @Override
  public PushTransport convert(String name) {
    var transports = new TreeMap<String, PushTransport>();
    ServiceLoader.load(PushTransport.class).forEach(found -> transports.put(found.name(), found));
    PushTransport transport = transports.get(name);
    if (transport == null) {
      throw new TypeConversionException(
          "must be a transport ("
              + String.join(", ", transports.keySet())
              + "), was \""
              + name
              + '"');
    }
    return transport;
  }
}
