package io.reco.rerank.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.random.SplitMix64;
import io.reco.rerank.CandidateSource;
import io.reco.rerank.Candidates;
import io.reco.rerank.Familiarity;
import io.reco.rerank.RandomWorld;
import io.reco.rerank.RuleContext;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.GumbelTopK;
import io.reco.rerank.rule.LicenceWindow;
import io.reco.rerank.rule.Spacing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for sessions in any catalogue. */
class RadioPropertyTest {
    private static final int WORLDS = 100;
    private static final LicenceWindow WINDOW = new LicenceWindow(30 * 60_000, 3, 2, 4, 3);
    private static final int CAP = 6;

    private static CandidateSource source(Candidates all) {
        Integer[] order = IntStream.range(0, all.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (i, j) -> Double.compare(all.score(j), all.score(i)));
        return n -> {
            int size = Math.min(n, all.size());
            return Candidates.of(
                    IntStream.range(0, size).map(i -> all.track(order[i])).toArray(),
                    IntStream.range(0, size)
                            .mapToDouble(i -> all.score(order[i]))
                            .toArray(),
                    "model");
        };
    }

    /** Some events of the last tracks, drawn. */
    private static List<RadioEvent> events(RadioState state, long now, SplitMix64 random) {
        List<RadioEvent> events = new ArrayList<>();
        for (int p = Math.max(0, state.size() - 4); p < state.size(); p++) {
            if (random.chance(0.4)) {
                RadioEvent.Kind kind = RadioEvent.Kind.values()[random.nextInt(4)];
                events.add(new RadioEvent(kind, state.tracks().get(p).trackId(), now));
            }
        }
        return events;
    }

    @Test
    void sessionsKeepTheRulesAndResumeAnywhere() {
        int tracks = 0;
        int shortSteps = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            RandomWorld world = RandomWorld.of(seed, 120);
            Radio radio = Radio.of(
                    List.of(Cap.perArtist(CAP), Spacing.ofArtists(2), WINDOW, new GumbelTopK(0.5)),
                    RadioOptions.DEFAULT.withBudget(0.4, 0.2).withDepths(5, 50));
            CandidateSource source = source(world.candidates());
            SplitMix64 random = new SplitMix64(seed);
            RadioState state = RadioState.NEW;
            RadioState resumed = RadioState.NEW;
            long now = world.context().nowMillis();
            for (int step = 0; step < 12; step++) {
                now += random.nextInt(200_000);
                RuleContext context = world.context().withNow(now);
                List<RadioEvent> events = events(state, now, random);
                int n = 1 + random.nextInt(4);
                RadioStep made = radio.next(source, context, state, events, n);
                RadioStep again = radio.next(source, context, RadioState.fromJson(resumed.toJson()), events, n);
                assertThat(again.state())
                        .as("seed %d, step %d, resumed", seed, step)
                        .isEqualTo(made.state());
                assertThat(made.tracks().size() == n).isEqualTo(made.shortfall().isEmpty());
                assertThat(made.state().size())
                        .isEqualTo(state.size() + made.tracks().size());
                shortSteps += made.shortfall().isPresent() ? 1 : 0;
                state = made.state();
                resumed = again.state();
                assertNothingTwice(made, world.context().catalog(), seed);
                assertWindow(made, world.context().catalog(), seed);
                assertCap(state, world.context().catalog(), seed);
            }
            tracks += state.size();
        }
        assertThat(tracks).as("tracks given in all").isGreaterThan(10 * WORLDS);
        assertThat(shortSteps).as("steps that found the pool dry").isBetween(1, 12 * WORLDS - 1);
    }

    private static void assertNothingTwice(RadioStep step, Catalog catalog, int seed) {
        List<RadioTrack> all = step.state().tracks();
        for (RadioTrack track : step.tracks()) {
            List<RadioTrack> before = all.subList(0, all.indexOf(track));
            int group = catalog.recordingGroup(catalog.tracks().indexOf(track.trackId()));
            assertThat(before)
                    .as("seed %d", seed)
                    .noneMatch(other -> other.trackId().equals(track.trackId()))
                    .noneMatch(other -> group != IdMap.ABSENT
                            && group == catalog.recordingGroup(catalog.tracks().indexOf(other.trackId())));
        }
    }

    /** Counts, for each new track, the tracks of its artists that began within the window before it. */
    private static void assertWindow(RadioStep step, Catalog catalog, int seed) {
        List<RadioTrack> all = step.state().tracks();
        for (int p = all.size() - step.tracks().size(); p < all.size(); p++) {
            Map<Integer, Integer> perArtist = new HashMap<>();
            for (int q = 0; q <= p; q++) {
                if (all.get(p).startMillis() - all.get(q).startMillis() < WINDOW.windowMillis()) {
                    artists(catalog, all.get(q)).forEach(a -> perArtist.merge(a, 1, Integer::sum));
                }
            }
            for (int a : artists(catalog, all.get(p))) {
                assertThat(perArtist.get(a))
                        .as("seed %d, position %d, artist %d within the window", seed, p, a)
                        .isLessThanOrEqualTo(WINDOW.perArtist());
            }
        }
    }

    private static void assertCap(RadioState state, Catalog catalog, int seed) {
        Map<Integer, Integer> perArtist = new HashMap<>();
        for (RadioTrack track : state.tracks()) {
            artists(catalog, track).forEach(a -> perArtist.merge(a, 1, Integer::sum));
        }
        assertThat(perArtist.values()).as("seed %d", seed).allMatch(count -> count <= CAP);
    }

    private static Set<Integer> artists(Catalog catalog, RadioTrack track) {
        int t = catalog.tracks().indexOf(track.trackId());
        Set<Integer> artists = new HashSet<>();
        for (int j = 0; j < catalog.creditCount(t); j++) {
            artists.add(catalog.creditArtist(t, j));
        }
        return artists;
    }

    @Test
    void theBudgetIsWithinOneWhileAllKindsAreLeft() {
        int prefixes = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            RandomWorld world = RandomWorld.of(seed, 150);
            SplitMix64 random = new SplitMix64(seed);
            double newTracks = random.nextInt(11) / 10.0;
            double newArtists = newTracks * random.nextInt(5) / 4;
            RadioOptions options =
                    RadioOptions.DEFAULT.withBudget(newTracks, newArtists).withDepths(5, 1000);
            Radio radio = Radio.of(List.of(), options);
            CandidateSource source = source(world.candidates());
            RadioState state = RadioState.NEW;
            int ofTracks = 0;
            int ofArtists = 0;
            for (boolean all = allKindsLeft(world, state, options); all; all = allKindsLeft(world, state, options)) {
                state = radio.next(source, world.context(), state, events(state, 0, random), 1)
                        .state();
                Discovery last = state.tracks().get(state.size() - 1).discovery();
                ofTracks += last == Discovery.KNOWN ? 0 : 1;
                ofArtists += last == Discovery.NEW_ARTIST ? 1 : 0;
                assertThat(Math.abs(ofTracks - newTracks * state.size()))
                        .as("seed %d: new tracks among the first %d", seed, state.size())
                        .isLessThanOrEqualTo(1);
                assertThat(Math.abs(ofArtists - newArtists * state.size()))
                        .as("seed %d: new artists among the first %d", seed, state.size())
                        .isLessThanOrEqualTo(1 + 1e-9);
                prefixes++;
            }
        }
        assertThat(prefixes).isGreaterThan(WORLDS);
    }

    /** Whether, of the candidates that may still come, there is one of each kind. */
    private static boolean allKindsLeft(RandomWorld world, RadioState state, RadioOptions options) {
        Catalog catalog = world.context().catalog();
        int[] given = state.tracks().stream()
                .mapToInt(track -> catalog.tracks().indexOf(track.trackId()))
                .toArray();
        Heard heard = Heard.of(Familiarity.of(world.context(), options.semantics()), catalog, given);
        Set<Integer> gone = new HashSet<>();
        Set<Integer> groups = new HashSet<>();
        for (int t : given) {
            gone.add(t);
            groups.add(catalog.recordingGroup(t));
        }
        groups.remove(IdMap.ABSENT);
        Set<Discovery> left = new HashSet<>();
        for (int i = 0; i < world.candidates().size(); i++) {
            int t = world.candidates().track(i);
            if (!gone.contains(t) && !groups.contains(catalog.recordingGroup(t))) {
                left.add(heard.discovery(t));
            }
        }
        return left.size() == Discovery.values().length;
    }
}
