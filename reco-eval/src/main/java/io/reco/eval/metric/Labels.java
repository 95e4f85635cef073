package io.reco.eval.metric;

/** Printed names of metrics, and the check that every cutoff shares. */
final class Labels {
    private Labels() {}

    static String of(String name, int k) {
        return k == MetricContext.WHOLE_LIST ? name : name + "@" + k;
    }

    static void checkCutoff(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("cutoff k is " + k + ", expected at least 1");
        }
    }
}
