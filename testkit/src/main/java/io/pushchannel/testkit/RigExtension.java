package io.pushchannel.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test that asks for one a {@link Rig} for its class's transport, and closes it. */
final class RigExtension implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RigExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Rig.class;
  }

  /** What is in a test's store is closed after it if it can be. */
  @Override
  public Rig resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getStore(NAMESPACE)
        .getOrComputeIfAbsent(Rig.class, type -> new Rig(contract(test).transport()), Rig.class);
  }

  private static TransportContract contract(ExtensionContext test) {
    return test.getRequiredTestInstances()
        .findInstance(TransportContract.class)
        .orElseThrow(
            () -> new IllegalStateException("expected a chapter to be nested in a contract"));
  }
}
