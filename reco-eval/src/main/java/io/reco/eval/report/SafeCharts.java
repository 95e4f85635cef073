package io.reco.eval.report;

import java.awt.AWTError;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws plots, or none if the JRE cannot draw text, which is found out before the first one. */
final class SafeCharts {
    private static final Logger LOG = LoggerFactory.getLogger(SafeCharts.class);

    private final ChartRenderer renderer;
    private boolean probed;
    private int drawn;
    private Optional<String> failure = Optional.empty();

    SafeCharts(ChartRenderer renderer) {
        this.renderer = renderer;
    }

    /** {@return why plots cannot be drawn here; empty when they can} */
    Optional<String> failure() {
        if (!probed) {
            probed = true;
            try {
                renderer.probe();
            } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
                // A JRE without fontconfig throws InternalError, NullPointerException or a plain RuntimeException, one
                // without
                // libawt or libfreetype UnsatisfiedLinkError, then NoClassDefFoundError: nothing narrower catches them
                // all.
                LOG.warn("Plots are left out of the report: this JRE cannot draw text", e);
                failure = Optional.of(e.toString());
            }
        }
        return failure;
    }

    /** {@return the SVG} Only where there is no {@link #failure}. */
    String svg(Chart chart, int width) {
        return renderer.svg(chart, width, "p" + ++drawn + "-");
    }
}
