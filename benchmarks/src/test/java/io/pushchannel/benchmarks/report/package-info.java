/** Tests of the report. */
package io.pushchannel.benchmarks.report;
