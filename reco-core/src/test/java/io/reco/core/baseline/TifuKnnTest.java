package io.reco.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Query;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TifuKnnTest {
    private static final TifuKnnOptions OWN = new TifuKnnOptions(0.5, 0.1, 2, 1, 1, 2);

    private static Dataset untimed(Map<String, List<String>> histories) {
        DatasetBuilder builder = Dataset.builder("tifu");
        histories.forEach((c, history) -> history.forEach(t -> builder.addListen(c, t, EventLog.NO_TIME)));
        return builder.build();
    }

    private static Map<String, Double> scores(Dataset data, TifuKnnOptions options, Query query) {
        return Answers.of(TifuKnn.fit(data, EventSemantics.DEFAULT, options), data, query);
    }

    @Test
    void theOwnVectorDecaysWithinAndBetweenGroups() {
        // Baskets {a b} {a} {c} in groups ({a b}) and ({a} {c}): m = 2, r_b = 0.5, r_g = 0.1.
        // a: 0.1/2 * 1 + 1/2 * 0.5/2 = 0.175; b: 0.1/2 = 0.05; c: 1/2 * 1/2 = 0.25
        Dataset data = untimed(Map.of("u", List.of("a", "b", "a", "a", "c")));
        Map<String, Double> scores = scores(data, OWN, Query.forCharacter("u", 1));
        assertThat(scores.keySet()).containsExactly("c", "a", "b");
        assertThat(scores.get("c")).isCloseTo(0.25, within(1e-7));
        assertThat(scores.get("a")).isCloseTo(0.175, within(1e-7));
        assertThat(scores.get("b")).isCloseTo(0.05, within(1e-7));
    }

    @Test
    void fewerBasketsThanGroupsAreAGroupEach() {
        // One basket: u = v
        Dataset data = untimed(Map.of("u", List.of("a", "b")));
        assertThat(scores(data, OWN.withGroups(9), Query.forCharacter("u", 1))).isEqualTo(Map.of("a", 1.0, "b", 1.0));
    }

    @Test
    void withTimesABasketIsASession() {
        long gap = EventSemantics.DEFAULT.sessionGapMillis();
        DatasetBuilder builder = Dataset.builder("sessions");
        builder.addListen("u", "a", 0);
        builder.addListen("u", "b", gap);
        builder.addListen("u", "c", 2 * gap + 1);
        // {a b} {c}, one group each: a and b 0.1/2, c 1/2
        Map<String, Double> scores = scores(builder.build(), OWN, Query.forCharacter("u", 1));
        assertThat(scores.get("a")).isCloseTo(0.05, within(1e-7));
        assertThat(scores.get("b")).isCloseTo(0.05, within(1e-7));
        assertThat(scores.get("c")).isCloseTo(0.5, within(1e-7));
    }

    @Test
    void theNeighboursMeanIsMixedIn() {
        // All vectors have one basket. Squared distances from u = {a}: v = {a b} 1, w = {c} 2, x = {c d} 3.
        Dataset data =
                untimed(Map.of("u", List.of("a"), "v", List.of("a", "b"), "w", List.of("c"), "x", List.of("c", "d")));
        Map<String, Double> scores = scores(data, new TifuKnnOptions(1, 1, 1, 2, 0.75, 5), Query.forCharacter("u", 1));
        // v and w: a = 0.75 + 0.25 * 1/2, b = c = 0.25 * 1/2
        assertThat(scores).isEqualTo(Map.of("a", 0.875, "b", 0.125, "c", 0.125));
    }

    @Test
    void neighboursAtTheSameDistanceGoByTheirIds() {
        // From u = {a}: both others share nothing and have one track. Code points: U+FF5E before U+1D11E.
        Dataset data = untimed(
                Map.of("u", List.of("a"), "\uD834\uDD1E", List.of("of the note"), "\uFF5E", List.of("of the tilde")));
        assertThat(scores(data, OWN.withAlpha(0.5), Query.forCharacter("u", 1))).containsOnlyKeys("a", "of the tilde");
    }

    @Test
    void aCharacterIsNeverItsOwnNeighbour() {
        Dataset data = untimed(Map.of("u", List.of("a"), "v", List.of("b")));
        assertThat(scores(data, OWN.withAlpha(0), Query.forCharacter("u", 1))).containsOnlyKeys("b");
        Query other = Query.forCharacter("u", 1).withHistory(List.of(Listen.of("a")));
        assertThat(scores(data, OWN.withAlpha(0), other)).containsOnlyKeys("b");
        assertThat(scores(data, OWN.withAlpha(0), Query.forHistory(List.of(Listen.of("a")), 1)))
                .containsOnlyKeys("a");
    }

    @Test
    void agreesWithNumpy() throws IOException {
        List<String[]> lines = golden();
        DatasetBuilder builder = Dataset.builder("golden");
        Map<String, List<Listen>> histories = new HashMap<>();
        for (String[] line : lines) {
            if (line[0].equals("event")) {
                builder.addListen(line[1], line[2], Long.parseLong(line[3]));
                histories
                        .computeIfAbsent(line[1], u -> new ArrayList<>())
                        .add(Listen.of(line[2], Long.parseLong(line[3])));
            }
        }
        Dataset data = builder.build();
        Map<String, Map<String, Double>> expected = new HashMap<>();
        Map<String, TifuKnn> models = new HashMap<>();
        for (String[] line : lines) {
            if (line[0].equals("case")) {
                TifuKnnOptions options = new TifuKnnOptions(
                        Double.parseDouble(line[2]),
                        Double.parseDouble(line[3]),
                        Integer.parseInt(line[4]),
                        Integer.parseInt(line[5]),
                        Double.parseDouble(line[6]),
                        10);
                models.put(line[1], TifuKnn.fit(data, EventSemantics.DEFAULT, options));
            } else if (line[0].equals("score")) {
                expected.computeIfAbsent(line[1] + " " + line[2], u -> new HashMap<>())
                        .put(line[3], Double.parseDouble(line[4]));
            }
        }
        assertThat(expected).hasSize(5 * 10);
        expected.forEach((key, scores) -> {
            String user = key.substring(2);
            TifuKnn model = Objects.requireNonNull(models.get(key.substring(0, 1)));
            Map<String, Double> fitted = Answers.of(model, data, Query.forCharacter(user, 1));
            assertThat(fitted.keySet()).as(key).isEqualTo(scores.keySet());
            scores.forEach((track, score) ->
                    assertThat(fitted.get(track)).as("%s %s", key, track).isCloseTo(score, within(1e-6)));
            Query given = Query.forCharacter(user, 1).withHistory(histories.getOrDefault(user, List.of()));
            assertThat(Answers.of(model, data, given))
                    .as("%s, history in the query", key)
                    .isEqualTo(fitted);
        });
    }

    private static List<String[]> golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(TifuKnnTest.class.getResourceAsStream("tifu_knn_golden.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    @Test
    void optionsOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> OWN.withWithinDecay(0)).hasMessageContaining("withinDecay 0");
        assertThatThrownBy(() -> OWN.withGroupDecay(1.5)).hasMessageContaining("groupDecay 1.5");
        assertThatThrownBy(() -> OWN.withGroups(0)).hasMessageContaining("groups 0");
        assertThatThrownBy(() -> OWN.withNeighbours(0)).hasMessageContaining("neighbours 0");
        assertThatThrownBy(() -> OWN.withAlpha(Double.NaN)).hasMessageContaining("alpha NaN");
        assertThatThrownBy(() -> OWN.withBasketSize(0)).hasMessageContaining("basketSize 0");
    }
}
