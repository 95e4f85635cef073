package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.eval.metric.Fixtures.Ids;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The RecSys Challenge 2018 set: R-precision (with artist credit), NDCG, clicks. */
class MpdGoldenTest {
    @Test
    void everyPlaylistAndTheMeansMatch() {
        Path expectedFile = Fixtures.need("mpd/expected.tsv");
        Ids tracks = new Ids();
        Ids artists = new Ids();
        Map<Integer, Integer> artistOf = new HashMap<>();
        List<String[]> artistRows = Fixtures.rows(Fixtures.need("mpd/artists.tsv"));
        artistRows.subList(1, artistRows.size()).forEach(r -> artistOf.put(tracks.of(r[0]), artists.of(r[1])));
        Map<String, int[]> truth = read(Fixtures.need("mpd/truth.tsv"), tracks);
        Map<String, int[]> lists = read(Fixtures.need("mpd/lists.tsv"), tracks);
        int[] groups = new int[tracks.size()];
        Arrays.setAll(groups, i -> artistOf.getOrDefault(i, ItemGroups.NONE));
        MetricResources resources = MetricResources.none().withArtists(new ItemGroups(groups));

        List<String[]> expected = Fixtures.rows(expectedFile);
        String labels = String.join(",", Arrays.asList(expected.get(0)).subList(1, expected.get(0).length));
        MetricCollector collector =
                new MetricCollector(Metrics.parseAll(labels, resources), Population.RELEVANT, tracks.size(), resources);
        for (String[] row : expected.subList(1, expected.size())) {
            double[] actual;
            if (row[0].equals("*mean")) {
                actual = collector.values().values().stream()
                        .mapToDouble(MetricValue::value)
                        .toArray();
            } else {
                MetricContext context = MetricContext.of(
                        RankedItems.of(Fixtures.get(lists, row[0])), Truth.binary(Fixtures.get(truth, row[0])));
                actual = collector.compute(context);
                collector.add(context, actual);
            }
            for (int c = 0; c < actual.length; c++) {
                assertThat(actual[c])
                        .as("%s %s", row[0], expected.get(0)[c + 1])
                        .isCloseTo(Double.parseDouble(row[c + 1]), within(1e-9));
            }
        }
        assertThat(collector.characters()).isEqualTo(10);
        assertThat(collector.withoutList()).isEqualTo(1);
    }

    private static Map<String, int[]> read(Path file, Ids tracks) {
        Map<String, int[]> lists = new HashMap<>();
        List<String[]> rows = Fixtures.rows(file);
        for (String[] row : rows.subList(1, rows.size())) {
            lists.put(
                    row[0],
                    row[1].isEmpty()
                            ? new int[0]
                            : Arrays.stream(row[1].split(" "))
                                    .mapToInt(tracks::of)
                                    .toArray());
        }
        return lists;
    }
}
