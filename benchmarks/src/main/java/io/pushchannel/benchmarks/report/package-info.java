/**
 * Presents the results of a run: a self-contained page, two pictures for a README, and tables for a
 * terminal. All are created from {@code run.json} and the histograms in the same folder. Start with
 * {@link io.pushchannel.benchmarks.report.Report}.
 */
@NullMarked
package io.pushchannel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
