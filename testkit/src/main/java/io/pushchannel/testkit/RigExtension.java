package io.pushchannel.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Provides test parameters of type {@link Rig} for the transport of the class, and closes them. */
final class RigExtension implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RigExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Rig.class;
  }

  /** Creates a rig in the store of the test. JUnit closes it after the test. */
  @Override
  public Rig resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getStore(NAMESPACE)
        .getOrComputeIfAbsent(Rig.class, type -> new Rig(contract(test).transport()), Rig.class);
  }

  private static TransportContract contract(ExtensionContext test) {
    return test.getRequiredTestInstances()
        .findInstance(TransportContract.class)
        .orElseThrow(
            () -> new IllegalStateException("the test class must be nested in TransportContract"));
  }
}
