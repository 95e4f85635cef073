package io.reco.rerank.history;

/** Checks that all histories have in common. */
final class Arguments {
    private Arguments() {}

    static void requireMoment(long nowMillis) {
        if (nowMillis < 0) {
            throw new IllegalArgumentException("nowMillis " + nowMillis + " is not 0 or above");
        }
    }

    static void requireRetention(long retentionMillis) {
        if (retentionMillis <= 0) {
            throw new IllegalArgumentException("retentionMillis " + retentionMillis + " is not above 0");
        }
    }

    static void requireMarkable(String requestId, int[] slots) {
        if (requestId.isEmpty()) {
            throw new IllegalArgumentException("requestId is empty: impressions without one cannot be told apart");
        }
        for (int slot : slots) {
            if (slot < 0) {
                throw new IllegalArgumentException("slot " + slot + " is not 0 or above");
            }
        }
    }
}
