package io.reco.core.progress;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Progress as lines of text for logs: one when a task starts, at most one for each interval while it advances, one with the
 * totals when it ends.
 *
 * <pre>
 * train: start, 2,000,000 tokens
 * train: 600,000 of 2,000,000 tokens (30%), 120,000/s, 12 s left
 * train: done, 2,000,000 tokens in 17 s, 117,647/s
 * </pre>
 *
 * <p>The rate is the mean since the start. Lines reach the consumer one at a time. {@link #advance} takes no lock unless a
 * line is due.
 */
public final class LineProgress implements ProgressListener {

    private static final double NANOS = 1e9;

    private final Consumer<String> lines;
    private final LongSupplier nanoClock;
    private final long intervalNanos;

    private final LongAdder done = new LongAdder();
    private final AtomicLong nextLineAt = new AtomicLong();
    private String task = "";
    private String unit = "";
    private long total = UNKNOWN;
    private long startedAt;
    private boolean open;

    /**
     * Makes a listener with no open task.
     *
     * @param lines takes each line, without a line end
     * @param nanoClock a monotonic clock in nanoseconds, such as {@code System::nanoTime}
     * @param interval least time between two lines of progress, above zero
     */
    public LineProgress(Consumer<String> lines, LongSupplier nanoClock, Duration interval) {
        this.lines = requireNonNull(lines, "lines");
        this.nanoClock = requireNonNull(nanoClock, "nanoClock");
        this.intervalNanos = interval.toNanos();
        if (intervalNanos <= 0) {
            throw new IllegalArgumentException("interval: " + interval + " is not above zero");
        }
        nextLineAt.set(nanoClock.getAsLong());
    }

    @Override
    public synchronized void start(String newTask, long newTotal, String newUnit) {
        end();
        if (newTotal < UNKNOWN) {
            throw new IllegalArgumentException("total: " + newTotal + " is neither UNKNOWN (-1) nor at least 0");
        }
        task = requireNonNull(newTask, "task");
        unit = requireNonNull(newUnit, "unit");
        total = newTotal;
        startedAt = nanoClock.getAsLong();
        nextLineAt.set(startedAt + intervalNanos);
        done.reset();
        open = true;
        lines.accept(task + ": start" + (total == UNKNOWN ? "" : ", " + count(total)));
    }

    @Override
    public void advance(long units) {
        done.add(units);
        long now = nanoClock.getAsLong();
        long due = nextLineAt.get();
        if (now - due >= 0 && nextLineAt.compareAndSet(due, now + intervalNanos)) {
            report(now);
        }
    }

    @Override
    public synchronized void message(String text) {
        lines.accept(open ? task + ": " + text : text);
    }

    @Override
    public synchronized void end() {
        if (!open) {
            return;
        }
        open = false;
        double seconds = (nanoClock.getAsLong() - startedAt) / NANOS;
        long n = done.sum();
        lines.accept(task + ": done, " + count(n) + " in " + duration(seconds) + rate(n, seconds));
    }

    private synchronized void report(long now) {
        if (!open) {
            return;
        }
        long n = done.sum();
        double seconds = (now - startedAt) / NANOS;
        StringBuilder line = new StringBuilder(task).append(": ");
        if (total == UNKNOWN) {
            line.append(count(n)).append(rate(n, seconds));
        } else {
            line.append(number(n)).append(" of ").append(count(total));
            if (total > 0) {
                line.append(" (").append((long) Math.floor(100.0 * n / total)).append("%)");
            }
            line.append(rate(n, seconds));
            if (n > 0 && n < total) {
                line.append(", ").append(duration(seconds * (total - n) / n)).append(" left");
            }
        }
        lines.accept(line.toString());
    }

    private String count(long n) {
        return number(n) + " " + unit;
    }

    private static String rate(long n, double seconds) {
        if (seconds <= 0) {
            return "";
        }
        double perSecond = n / seconds;
        return ", " + (perSecond >= 10 ? number(Math.round(perSecond)) : String.format(Locale.ROOT, "%.2f", perSecond))
                + "/s";
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Returns for instance {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 05 min}. */
    private static String duration(double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return s / 60 + " min " + String.format(Locale.ROOT, "%02d", s % 60) + " s";
        }
        return s / 3600 + " h " + String.format(Locale.ROOT, "%02d", s % 3600 / 60) + " min";
    }
}
