package io.reco.rerank.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.IdMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every fusion keeps, on 300 random worlds. */
class FusionPropertyTest {
    private static final int WORLDS = 300;
    private static final IdMap IDS =
            IdMap.of(IntStream.range(0, 30).mapToObj(i -> "t" + (i * 7) % 30).toList());

    static List<Fusion> fusions() {
        List<Fusion> all = new ArrayList<>(List.of(new WeightedRoundRobin(), new SmoothWeightedRoundRobin()));
        all.addAll(sums());
        return all;
    }

    /** Those to which the order of sources does not matter. */
    static List<Fusion> sums() {
        return List.of(
                ReciprocalRankFusion.DEFAULT,
                new ReciprocalRankFusion(0),
                new ScoreBlend(ScoreBlend.Scale.MIN_MAX),
                new ScoreBlend(ScoreBlend.Scale.Z_SCORE),
                new ScoreBlend(ScoreBlend.Scale.RANK));
    }

    /** One to six lists, some empty, with falling scores. */
    private static List<Ranked> lists(long seed) {
        Random random = new Random(seed);
        List<Ranked> lists = new ArrayList<>();
        for (int s = 1 + random.nextInt(6); s > 0; s--) {
            List<Integer> all =
                    new ArrayList<>(IntStream.range(0, IDS.size()).boxed().toList());
            Collections.shuffle(all, random);
            int m = random.nextInt(4) == 0 ? 0 : random.nextInt(IDS.size());
            double[] scores = random.doubles(m).sorted().toArray();
            double[] falling = new double[m];
            Arrays.setAll(falling, i -> scores[m - 1 - i] - 0.5);
            int[] tracks = all.subList(0, m).stream().mapToInt(t -> t).toArray();
            lists.add(Ranked.of("s" + s, 1 + random.nextInt(3), tracks, falling));
        }
        return lists;
    }

    private static int[] tracks(Fused fused) {
        return IntStream.range(0, fused.size()).map(fused::track).toArray();
    }

    private static int[] tracks(Ranked list) {
        return IntStream.range(0, list.size()).map(list::track).toArray();
    }

    @ParameterizedTest
    @MethodSource("fusions")
    void everyTrackOfTheListsComesOutOnceWithItsSourcesAndFallingScores(Fusion fusion) {
        for (int seed = 0; seed < WORLDS; seed++) {
            List<Ranked> lists = lists(seed);
            Fused fused = fusion.fuse(lists, 1000, IDS);
            Set<Integer> union = new HashSet<>();
            lists.forEach(list -> Arrays.stream(tracks(list)).forEach(union::add));
            assertThat(tracks(fused)).as("seed %d", seed).hasSize(union.size()).doesNotHaveDuplicates();
            for (int i = 0; i < fused.size(); i++) {
                int track = fused.track(i);
                assertThat(union).as("seed %d", seed).contains(track);
                assertThat(fused.sources(i))
                        .as("seed %d", seed)
                        .isNotEmpty()
                        .allMatch(name -> lists.stream()
                                .anyMatch(list -> list.name().equals(name)
                                        && Arrays.stream(tracks(list)).anyMatch(t -> t == track)));
                assertThat(fused.score(i))
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(i == 0 ? Double.MAX_VALUE : fused.score(i - 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fusions")
    void equalListsGiveEqualResultsAndFewerAreTheFirstOnes(Fusion fusion) {
        for (int seed = 0; seed < WORLDS; seed++) {
            Fused all = fusion.fuse(lists(seed), 1000, IDS);
            assertThat(fusion.fuse(lists(seed), 1000, IDS)).hasToString(all.toString());
            int n = Math.min(5, all.size());
            assertThat(tracks(fusion.fuse(lists(seed), n, IDS)))
                    .as("seed %d", seed)
                    .isEqualTo(Arrays.copyOf(tracks(all), n));
        }
    }

    @ParameterizedTest
    @MethodSource("sums")
    void theOrderOfSourcesDoesNotMatter(Fusion fusion) {
        for (int seed = 0; seed < WORLDS; seed++) {
            List<Ranked> lists = lists(seed);
            String expected = fusion.fuse(lists, 1000, IDS).toString();
            Collections.shuffle(lists, new Random(seed));
            assertThat(fusion.fuse(lists, 1000, IDS)).as("seed %d", seed).hasToString(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("fusions")
    void oneSourceKeepsItsOrderAndEmptySourcesChangeNoOrder(Fusion fusion) {
        for (int seed = 0; seed < WORLDS; seed++) {
            Ranked one = lists(seed).get(0);
            Ranked empty = Ranked.of("empty", 2, new int[0], new double[0]);
            assertThat(tracks(fusion.fuse(List.of(one), 1000, IDS)))
                    .as("seed %d", seed)
                    .isEqualTo(tracks(one));
            assertThat(tracks(fusion.fuse(List.of(empty, one), 1000, IDS)))
                    .as("seed %d", seed)
                    .isEqualTo(tracks(one));
            assertThat(fusion.fuse(List.of(empty), 1000, IDS).size()).isZero();
            assertThat(fusion.fuse(List.of(), 1000, IDS).size()).isZero();
        }
    }
}
