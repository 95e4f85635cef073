/**
 * Turns results into something to read: a self-contained HTML report with inline plots, and aligned console tables. A
 * report is a small document model ({@link io.reco.eval.report.HtmlReport}) that callers compose; nothing in it knows
 * where the numbers came from.
 */
@NullMarked
package io.reco.eval.report;

import org.jspecify.annotations.NullMarked;
