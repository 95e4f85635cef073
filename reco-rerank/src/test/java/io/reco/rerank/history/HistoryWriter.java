package io.reco.rerank.history;

import java.nio.file.Path;

/** The process that {@link KilledWriterTest} kills: records one list after the other and says so after each. */
final class HistoryWriter {
    static final int SLOTS = 20;

    private HistoryWriter() {}

    public static void main(String[] args) {
        EmbeddedRecommendationHistory history =
                EmbeddedRecommendationHistory.open(Path.of(args[0]), RecommendationHistoryContract.LONG);
        for (int r = Integer.parseInt(args[1]); ; r++) {
            history.record(RecommendationHistoryContract.list("a", "home", "r" + r, SLOTS, r));
            history.mark("a", "home", "r" + r, Outcome.SEEN, 0, 1);
            System.out.println(r);
        }
    }
}
