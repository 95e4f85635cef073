package io.reco.examples;

import io.reco.core.progress.LineProgress;
import io.reco.core.progress.ProgressListener;
import java.io.PrintWriter;
import java.time.Duration;

/** How progress is shown: a bar on a terminal, else a line every few seconds. */
final class Progress {
    private Progress() {}

    /** A listener that writes to standard error, or to {@code err} as lines. */
    static ProgressListener to(PrintWriter err) {
        return Boolean.getBoolean("reco.terminal")
                ? new TerminalBar()
                : new LineProgress(err::println, System::nanoTime, Duration.ofSeconds(5));
    }
}
