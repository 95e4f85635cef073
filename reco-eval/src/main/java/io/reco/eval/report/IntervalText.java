package io.reco.eval.report;

import io.reco.eval.MetricEstimate;
import io.reco.eval.stats.Interval;
import io.reco.eval.stats.MeanInterval;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Intervals in words, with the method that really made them. */
final class IntervalText {
    /** An interval and how it was made. */
    record Made(MeanInterval method, Optional<Interval> interval) {
        static Made of(MetricEstimate estimate) {
            return new Made(estimate.intervalMethod(), estimate.interval());
        }
    }

    private IntervalText() {}

    /** {@return both ends with four decimals} */
    static String of(Interval interval) {
        return String.format(Locale.ROOT, "[%.4f, %.4f]", interval.low(), interval.high());
    }

    /**
     * {@return level and method, e.g. {@code 95 % intervals by BCa bootstrap}; empty when there is no interval}
     *
     * @param all that a table or a plot shows
     */
    static Optional<String> method(List<Made> all) {
        Set<MeanInterval> methods = EnumSet.noneOf(MeanInterval.class);
        Set<Double> levels = new TreeSet<>();
        for (Made made : all) {
            made.interval().ifPresent(interval -> {
                methods.add(made.method());
                levels.add(interval.level());
            });
        }
        if (methods.isEmpty()) {
            return Optional.empty();
        }
        String level = levels.stream().map(l -> ChartText.tick(100 * l) + " %").collect(Collectors.joining(", "));
        return Optional.of(level + " intervals by "
                + switch (methods.size()) {
                    case 1 -> name(methods.iterator().next());
                    default ->
                        String.format(
                                Locale.ROOT,
                                "%s up to %,d characters, by %s above",
                                name(MeanInterval.BCA),
                                MeanInterval.BOOTSTRAP_UP_TO,
                                name(MeanInterval.STUDENT));
                });
    }

    /** {@return a caption with {@link #method} at its end} */
    static String caption(String caption, List<Made> all) {
        String method = method(all).orElse("");
        return caption.isEmpty() || method.isEmpty() ? caption + method : caption + "; " + method;
    }

    private static String name(MeanInterval method) {
        return switch (method) {
            case BCA -> "BCa bootstrap";
            case STUDENT -> "Student's t";
        };
    }
}
