package io.reco.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The published popularity baseline of ml-1m (3,416 items, leave-last-out, full ranking, seen removed): HR@10 .0363, NDCG@10
 * .0178. It is the count over everything but the last item of each user, the validation item included. Counting without the
 * validation items gives .0369 / .0180, counting the test items as well .0363 / .0179. Ties by id.
 */
class MovieLensPopularityTest {
    private static final Path FILE = Path.of("..", "..", "shared", "data", "ml-1m", "ml-1m.txt.gz");

    private static Map<String, List<String>> sequences() throws IOException {
        Map<String, List<String>> sequences = new LinkedHashMap<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                int space = line.indexOf(' ');
                sequences
                        .computeIfAbsent(line.substring(0, space), u -> new ArrayList<>())
                        .add(line.substring(space + 1));
                line = in.readLine();
            }
        }
        return sequences;
    }

    @Test
    void givesThePublishedNumbers() throws IOException {
        assumeTrue(Files.exists(FILE), () -> "skipped: no " + FILE);
        Map<String, List<String>> sequences = sequences();
        DatasetBuilder builder = Dataset.builder("ml-1m");
        List<Query> queries = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        sequences.forEach((user, items) -> {
            int last = items.size() - 1;
            items.subList(0, last).forEach(item -> builder.addListen(user, item, EventLog.NO_TIME));
            builder.catalog().track(items.get(last));
            queries.add(Query.forCharacter(user, 10).withUnseenOnly(true));
            targets.add(items.get(last));
        });
        Dataset train = builder.build();
        assertThat(train.events().size()).isEqualTo(999_611 - 6_040);
        assertThat(train.catalog().trackCount()).isEqualTo(3_416);
        ScoringRecommender popularity = ScoringRecommender.of(
                Popularity.fit(train, EventSemantics.DEFAULT, PopularityOptions.DEFAULT),
                train,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(train, EventSemantics.DEFAULT),
                UnknownIdPolicy.FAIL);
        List<RecommendationList> lists = popularity.recommendAll(queries, 2);
        int hits = 0;
        double gain = 0;
        for (int u = 0; u < lists.size(); u++) {
            int rank = lists.get(u).trackIds().indexOf(targets.get(u)) + 1;
            if (rank > 0) {
                hits++;
                gain += Math.log(2) / Math.log(rank + 1);
            }
        }
        assertThat(String.format("%.4f %.4f", (double) hits / lists.size(), gain / lists.size()))
                .isEqualTo("0.0363 0.0178");
    }
}
