package io.pushchannel.testkit.wrong;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The results of the kit: for each contract class, the result of each promise. */
final class Verdict implements TestExecutionListener {

  /** Higher than the number of cores, because the tests mostly wait. */
  private static final int AT_ONE_TIME = 32;

  private final Map<String, Map<String, TestExecutionResult>> results = new ConcurrentHashMap<>();
  private @Nullable TestPlan plan;

  private Verdict() {}

  /**
   * Runs the kit on all given contract classes in parallel, without tests that need much memory.
   */
  static Verdict on(List<Class<?>> contracts) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(contracts.stream().map(each -> selectClass(each)).toList())
            .filters(EngineFilter.includeEngines("junit-jupiter"), TagFilter.excludeTags("large"))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter(
                "junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "" + AT_ONE_TIME)
            .build();
    Verdict verdict = new Verdict();
    LauncherConfig config =
        LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
    LauncherFactory.create(config).execute(request, verdict);
    return verdict;
  }

  /** Returns the results of one contract class, by number and text of the promise. */
  Map<String, TestExecutionResult> of(Class<?> contract) {
    return new TreeMap<>(results.getOrDefault(contract.getName(), Map.of()));
  }

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() && test.getSource().orElse(null) instanceof MethodSource) {
      results
          .computeIfAbsent(contractOf(test), name -> new ConcurrentHashMap<>())
          .put(test.getDisplayName(), result);
    }
  }

  /** Returns the name of the selected class, two levels above a test. */
  private String contractOf(TestIdentifier test) {
    TestIdentifier chapter = plan.getParent(test).orElseThrow();
    TestIdentifier contract = plan.getParent(chapter).orElseThrow();
    return contract.getUniqueIdObject().getLastSegment().getValue();
  }
}
