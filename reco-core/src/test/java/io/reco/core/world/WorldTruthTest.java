package io.reco.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.AiGenerated;
import io.reco.core.data.Catalog;
import io.reco.core.data.CreditRole;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.IdMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The structure behind the data, and whether it can be found in them: measured in the data of {@link WorldOptions#small()}, seed 20240101. */
class WorldTruthTest {
    private static final long DAY = 86_400_000L;
    private static final WorldOptions OPTIONS = WorldOptions.small();

    private static ListeningWorld world;
    private static GroundTruth truth;
    private static Dataset data;
    private static EventLog log;
    private static Catalog catalog;
    private static WorldMeasures measure;

    @BeforeAll
    static void generate() {
        world = ListeningWorld.of(OPTIONS);
        truth = world.truth();
        data = world.dataset();
        log = data.events();
        catalog = data.catalog();
        measure = new WorldMeasures(data);
    }

    private static int[] characterOfEvents() {
        int[] out = new int[log.size()];
        for (int c = 0; c < log.characterCount(); c++) {
            Arrays.fill(out, log.start(c), log.end(c), c);
        }
        return out;
    }

    @Test
    void releasesOfOneRecordingShareTitleAndArtist() {
        Map<Integer, List<Integer>> groups = new HashMap<>();
        for (int t = 0; t < catalog.trackCount(); t++) {
            if (catalog.recordingGroup(t) != IdMap.ABSENT) {
                groups.computeIfAbsent(catalog.recordingGroup(t), g -> new ArrayList<>())
                        .add(t);
            }
        }
        assertThat(groups).hasSizeGreaterThan(150);
        groups.values().forEach(tracks -> {
            assertThat(tracks).hasSizeGreaterThan(1);
            assertThat(tracks.stream().map(catalog::title).distinct()).hasSize(1);
            assertThat(tracks.stream().map(catalog::mainArtist).distinct()).hasSize(1);
            assertThat(tracks.stream().map(catalog::album).distinct()).hasSameSizeAs(tracks);
            assertThat(tracks.stream().map(catalog::explicit).distinct()).hasSize(1);
        });
    }

    @Test
    void guestsAreOfTheSameSceneAndFewTracksAreMadeByMachines() {
        int featured = 0;
        int machine = 0;
        for (int t = 0; t < catalog.trackCount(); t++) {
            machine += catalog.aiGenerated(t) != AiGenerated.NONE ? 1 : 0;
            if (catalog.creditCount(t) > 1) {
                featured++;
                assertThat(catalog.creditRole(t, 1)).isEqualTo(CreditRole.FEATURED);
                assertThat(truth.sceneOfArtist(catalog.creditArtist(t, 1)))
                        .isEqualTo(truth.sceneOfArtist(catalog.mainArtist(t)));
            }
        }
        assertThat(featured / 8_000.0).isBetween(0.08, 0.15);
        assertThat(machine / 8_000.0).isBetween(0.005, 0.03);
    }

    @Test
    void namesAreMostlyDifferentAndSomeAreKorean() {
        Set<String> names = new HashSet<>();
        int hangul = 0;
        for (int a = 0; a < 800; a++) {
            names.add(catalog.artistName(a));
            hangul += catalog.artistName(a).codePoints().anyMatch(ch -> ch >= 0xAC00 && ch <= 0xD7A3) ? 1 : 0;
        }
        assertThat(names).hasSizeGreaterThan(780).noneMatch(String::isBlank);
        assertThat(hangul).isBetween(80, 170);
    }

    @Test
    void theOracleTellsANewFindFromWhatOthersHear() {
        Random random = new Random(1);
        boolean[] repeats = measure.repeats();
        int[] listens = java.util.stream.IntStream.range(0, log.size())
                .filter(i -> measure.isListen(i) && !repeats[i])
                .toArray();
        double better = 0;
        int trials = 4_000;
        for (int k = 0; k < trials; k++) {
            int i = listens[random.nextInt(listens.length)];
            int other = log.track(listens[random.nextInt(listens.length)]);
            int c = log.characterOf(i);
            int day = (int) (log.timeMillis(i) / DAY - OPTIONS.start().toEpochDay());
            int order = Double.compare(truth.score(c, log.track(i), day), truth.score(c, other, day));
            better += order > 0 ? 1 : order == 0 ? 0.5 : 0;
        }
        assertThat(better / trials).as("area under the ROC curve").isGreaterThan(0.85);
    }

    @Test
    void theOraclesScoresOfADaySumToOne() {
        for (int c = 0; c < 5; c++) {
            double sum = 0;
            for (int t = 0; t < 8_000; t++) {
                sum += truth.score(c, t, 179);
            }
            // A debut that is still to come keeps its artist's share.
            assertThat(sum).isBetween(0.8, 1 + 1e-6);
        }
    }

    @Test
    void artistsOfASceneAreFoundByWhoListensToThem() {
        int[][] counts = new int[800][];
        Arrays.setAll(counts, a -> new int[2_500]);
        int[] characterOf = characterOfEvents();
        for (int i = 0; i < log.size(); i++) {
            if (measure.isListen(i)) {
                counts[measure.artist(i)][characterOf[i]] = 1;
            }
        }
        int found = 0;
        int asked = 0;
        for (int a = 0; a < 800; a++) {
            int own = Arrays.stream(counts[a]).sum();
            if (own < 60) {
                continue;
            }
            double best = -1;
            int nearest = -1;
            for (int b = 0; b < 800; b++) {
                int others = Arrays.stream(counts[b]).sum();
                if (b != a && others >= 30) {
                    int both = 0;
                    for (int c = 0; c < 2_500; c++) {
                        both += counts[a][c] & counts[b][c];
                    }
                    double cosine = both / Math.sqrt((double) own * others);
                    if (cosine > best) {
                        best = cosine;
                        nearest = b;
                    }
                }
            }
            asked++;
            found += truth.nearScenes(truth.sceneOfArtist(a), truth.sceneOfArtist(nearest)) ? 1 : 0;
        }
        assertThat(asked).isGreaterThan(100);
        assertThat(found / (double) asked).isGreaterThan(0.85);
    }

    @Test
    void tastesDriftToTheScenesBeside() {
        int moved = 0;
        int all = 0;
        for (int c = 0; c < 500; c++) {
            List<GroundTruth.TasteShare> first = truth.tastes(c, 0);
            List<GroundTruth.TasteShare> last = truth.tastes(c, 100);
            assertThat(first.stream().mapToDouble(GroundTruth.TasteShare::share).sum())
                    .isCloseTo(1, within(1e-9));
            for (int k = 0; k < first.size(); k++) {
                all++;
                moved += first.get(k).scene() != last.get(k).scene() ? 1 : 0;
                assertThat(truth.nearScenes(first.get(k).scene(), last.get(k).scene()))
                        .isTrue();
                assertThat(last.get(k).genre()).isEqualTo(first.get(k).genre());
            }
        }
        assertThat(moved / (double) all).isBetween(0.15, 0.9);
    }

    @Test
    void indicesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> truth.sceneOfArtist(800)).hasMessageContaining("artist 800 is not in [0, 800)");
        assertThatThrownBy(() -> truth.score(0, 8_000, 0)).hasMessageContaining("track 8000");
        assertThatThrownBy(() -> truth.score(0, 0, 180)).hasMessageContaining("day 180");
        assertThatThrownBy(() -> truth.tastes(-1, 0)).hasMessageContaining("character -1");
        assertThatThrownBy(() -> world.streamEvents(0, 2_501, (c, t, time, type, played, origin) -> {}))
                .hasMessageContaining("[0, 2501)");
    }
}
