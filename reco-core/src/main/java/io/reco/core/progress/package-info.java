/** What long work tells while it runs (a listener) and when it is over (a summary as JSON). */
@org.jspecify.annotations.NullMarked
package io.reco.core.progress;
