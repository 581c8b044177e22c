package io.pushchannel.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides test parameters of type {@link TransportFixture} for the transport of the class, and
 * closes them.
 */
final class TransportFixtureExtension implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(TransportFixtureExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == TransportFixture.class;
  }

  /** Creates a fixture in the store of the test. JUnit closes it after the test. */
  @Override
  public TransportFixture resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            TransportFixture.class,
            type -> new TransportFixture(contract(test).transport()),
            TransportFixture.class);
  }

  private static TransportContract contract(ExtensionContext test) {
    return test.getRequiredTestInstances()
        .findInstance(TransportContract.class)
        .orElseThrow(
            () -> new IllegalStateException("the test class must be nested in TransportContract"));
  }
}
