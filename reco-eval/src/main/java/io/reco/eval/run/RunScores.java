package io.reco.eval.run;

import io.reco.eval.metric.MetricValue;
import java.util.List;
import java.util.Map;

/**
 * What one run scores. Immutable; thread-safe.
 */
public final class RunScores {
    private final String name;
    private final List<String> users;
    private final int judged;
    private final int withoutRelevant;
    private final int missing;
    private final boolean[] inRun;
    private final boolean[] relevant;
    private final Map<String, double[]> raw;
    private final Map<String, MetricValue> metrics;

    RunScores(
            String name,
            List<String> users,
            int judged,
            boolean[] inRun,
            boolean[] relevant,
            Map<String, double[]> raw,
            Map<String, MetricValue> metrics) {
        this.name = name;
        this.users = users;
        this.judged = judged;
        this.inRun = inRun;
        this.relevant = relevant;
        this.raw = raw;
        this.metrics = metrics;
        int without = 0;
        int absent = 0;
        for (int u = 0; u < judged; u++) {
            without += relevant[u] ? 0 : 1;
            absent += inRun[u] ? 0 : 1;
        }
        this.withoutRelevant = without;
        this.missing = absent;
    }

    /** {@return the name of the run} */
    public String name() {
        return name;
    }

    /** {@return the judged users in the order of the qrels, then users of training that are not judged} */
    public List<String> users() {
        return users;
    }

    /** {@return the number of judged users} */
    public int judged() {
        return judged;
    }

    /** {@return how many judged users have no relevant item} */
    public int withoutRelevant() {
        return withoutRelevant;
    }

    /** {@return how many judged users are not in the run} */
    public int missing() {
        return missing;
    }

    /**
     * {@return whether the run has a list for a user}
     *
     * @param user index in {@link #users}
     */
    public boolean inRun(int user) {
        return inRun[user];
    }

    /**
     * {@return whether a user has a relevant item}
     *
     * @param user index in {@link #users}
     */
    public boolean hasRelevant(int user) {
        return relevant[user];
    }

    /** {@return values by label, in the order asked for; vectors are over {@link #users}, NaN outside the population} */
    public Map<String, MetricValue> metrics() {
        return metrics;
    }

    /**
     * {@return the value of a metric for one user whether the user is in the population or not; NaN where it is not defined, and for a
     * system metric}
     *
     * @param label of the metric
     * @param user index in {@link #users}
     */
    public double value(String label, int user) {
        double[] column = raw.get(label);
        return column == null ? Double.NaN : column[user];
    }
}
