/**
 * What a run found, for people: a page that needs nothing but itself, two pictures for a README,
 * and tables for a terminal. All are made from {@code run.json} and the histograms beside it, and
 * measure nothing. Start with {@link io.pushchannel.benchmarks.report.Report}.
 */
@NullMarked
package io.pushchannel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
