package io.reco.rerank.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.EventType;
import io.reco.rerank.CandidateSource;
import io.reco.rerank.Candidates;
import io.reco.rerank.Rule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.LicenceWindow;
import io.reco.rerank.rule.Spacing;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RadioTest {
    private static final RadioOptions FREE = RadioOptions.DEFAULT.withBudget(0, 0);

    /** The tracks of a catalogue, best first in the order they were told, as a source. */
    private static CandidateSource source(SmallCatalog.Built world) {
        Candidates all = world.all();
        return n -> {
            int size = Math.min(n, all.size());
            int[] tracks = new int[size];
            double[] scores = new double[size];
            Arrays.setAll(tracks, all::track);
            Arrays.setAll(scores, all::score);
            return Candidates.of(tracks, scores, "model");
        };
    }

    private static List<String> ids(List<RadioTrack> tracks) {
        return tracks.stream().map(RadioTrack::trackId).toList();
    }

    private static RadioEvent event(RadioEvent.Kind kind, String track) {
        return new RadioEvent(kind, track, SmallCatalog.NOW);
    }

    private static List<String> next(
            SmallCatalog.Built world, RadioOptions options, RadioState state, int n, RadioEvent... events) {
        return ids(Radio.of(List.of(), options)
                .next(source(world), world.context(), state, List.of(events), n)
                .tracks());
    }

    /** x1 x2 x3 by X (rock), y1 y2 by Y (rock), z1 z2 z3 by Z (jazz), w1 by W (jazz) with X. */
    private static SmallCatalog.Built artists() {
        SmallCatalog catalog = new SmallCatalog();
        for (String id : List.of("x1", "x2", "y1", "z1", "x3", "z2", "y2", "w1", "z3")) {
            catalog.track(id, track -> {
                track.artist(id.substring(0, 1).toUpperCase(Locale.ROOT));
                if (id.equals("w1")) {
                    track.artist("X");
                }
                return track.genres(List.of(id.startsWith("x") || id.startsWith("y") ? "rock" : "jazz"));
            });
        }
        return catalog.build();
    }

    private static RadioState given(SmallCatalog.Built world, RadioOptions options, int n) {
        return Radio.of(List.of(), options)
                .next(source(world), world.context(), RadioState.NEW, List.of(), n)
                .state();
    }

    @Test
    void ofTheReleasesOfOneRecordingAStepGivesOne() {
        SmallCatalog catalog = new SmallCatalog();
        for (String id : List.of("single", "album", "other")) {
            catalog.track(id, track -> id.equals("other") ? track : track.recordingGroup("R"));
        }
        assertThat(next(catalog.build(), FREE, RadioState.NEW, 3)).containsExactly("single", "other");
    }

    @Test
    void whatTheRequestDoesNotWantIsNotGiven() {
        SmallCatalog.Built world = artists();
        SmallCatalog.Built without =
                world.with(context -> context.withBarred(IntSet.of(world.idx("x1"), world.idx("y1"))));
        assertThat(next(without, FREE, RadioState.NEW, 2)).containsExactly("x2", "z1");
    }

    @Test
    void tooManyFillRulesAreRefusedBeforeTheFirstStep() {
        assertThatThrownBy(() -> Radio.of(Collections.nCopies(31, Cap.perArtist(1)), FREE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fill rules");
    }

    @Test
    void theSessionOfAnotherCharacterIsRefused() {
        SmallCatalog.Built world = artists();
        SmallCatalog.Built mine = world.with(context -> context.withCharacterId("c7"));
        RadioState state = given(mine, FREE, 2);
        assertThat(state.characterId()).isEqualTo("c7");
        assertThat(next(mine, FREE, state, 1)).containsExactly("y1");
        SmallCatalog.Built other = world.with(context -> context.withCharacterId("c8"));
        assertThatThrownBy(() -> next(other, FREE, state, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the session is of character 'c7', the context of character 'c8'");
        assertThatThrownBy(() -> next(world, FREE, state, 1)).hasMessageContaining("a listener without an id");
    }

    @Test
    void goesOnWithTheBestThatWasNotGiven() {
        SmallCatalog.Built world = artists();
        RadioState state = given(world, FREE, 2);
        assertThat(ids(state.tracks())).containsExactly("x1", "x2");
        assertThat(next(world, FREE, state, 3)).containsExactly("y1", "z1", "x3");
    }

    @Test
    void aSkipPutsTheArtistAndTheGenreBack() {
        SmallCatalog.Built world = artists();
        RadioState state = given(world, FREE, 1);
        RadioEvent skip = event(RadioEvent.Kind.SKIP, "x1");
        assertThat(next(world, FREE.withWeights(1, 0), state, 8, skip))
                .as("its artist, credited second too, by the width of the scores 1 to 8")
                .containsExactly("y1", "z1", "z2", "y2", "x2", "z3", "x3", "w1");
        assertThat(next(world, FREE.withWeights(0, 0.5), state, 8, skip))
                .as("its genre: half the width of the scores 1 to 8")
                .containsExactly("z1", "x2", "z2", "y1", "w1", "x3", "z3", "y2");
        assertThat(next(world, FREE.withWeights(0, 0), state, 8, skip))
                .as("neutral weights")
                .containsExactly("x2", "y1", "z1", "x3", "z2", "y2", "w1", "z3");
    }

    @Test
    void aSkipHoldsForTheRestOfTheSession() {
        SmallCatalog.Built world = artists();
        Radio radio = Radio.of(List.of(), FREE.withWeights(2, 0));
        RadioState state = given(world, FREE, 1);
        List<String> all = new ArrayList<>();
        List<RadioEvent> events = List.of(event(RadioEvent.Kind.SKIP, "x1"));
        for (int step = 0; step < 8; step++) {
            RadioStep made = radio.next(source(world), world.context(), state, events, 1);
            all.addAll(ids(made.tracks()));
            state = made.state();
            events = List.of();
        }
        assertThat(all.subList(5, 8)).containsExactlyInAnyOrder("x2", "x3", "w1");
    }

    @Test
    void likesAndReplaysPromoteAndAnUnlikeTakesItBack() {
        SmallCatalog.Built world = artists();
        RadioOptions options = FREE.withWeights(1, 0);
        RadioState state = given(world, FREE, 4);
        assertThat(next(world, options, state, 5)).containsExactly("x3", "z2", "y2", "w1", "z3");
        assertThat(next(world, options, state, 5, event(RadioEvent.Kind.LIKE, "z1")))
                .containsExactly("z2", "x3", "z3", "y2", "w1");
        assertThat(next(world, options, state, 5, event(RadioEvent.Kind.REPLAY, "z1")))
                .containsExactly("z2", "x3", "z3", "y2", "w1");
        assertThat(next(
                        world,
                        options,
                        state,
                        5,
                        event(RadioEvent.Kind.LIKE, "z1"),
                        event(RadioEvent.Kind.UNLIKE, "z1")))
                .containsExactly("x3", "z2", "y2", "w1", "z3");
    }

    @Test
    void knownAndNewComeInTurn() {
        SmallCatalog catalog = new SmallCatalog();
        // k: heard; n: new by an artist who was heard; f: by artists never heard.
        for (String id : List.of("k1", "k2", "k3", "k4", "n1", "n2", "f1", "f2", "k5", "k6")) {
            catalog.track(id, id.startsWith("f") ? "artist of " + id : "A");
        }
        for (String id : List.of("k1", "k2", "k3", "k4", "k5", "k6")) {
            catalog.event(EventType.LISTEN, id, 3);
        }
        SmallCatalog.Built world = catalog.build();
        RadioStep step = Radio.of(List.of(), RadioOptions.DEFAULT.withBudget(0.4, 0.2))
                .next(source(world), world.context(), RadioState.NEW, List.of(), 10);
        assertThat(ids(step.tracks())).containsExactly("k1", "n1", "k2", "f1", "k3", "k4", "n2", "k5", "f2", "k6");
        assertThat(step.tracks())
                .extracting(RadioTrack::discovery)
                .startsWith(Discovery.KNOWN, Discovery.NEW_TRACK, Discovery.KNOWN, Discovery.NEW_ARTIST);
    }

    @Test
    void anArtistIsNewOnceInASession() {
        SmallCatalog catalog = new SmallCatalog();
        catalog.track("f1", "F").track("f2", "F").track("g1", "G").track("k", "K");
        catalog.event(EventType.LISTEN, "k", 3);
        SmallCatalog.Built world = catalog.build();
        Radio radio = Radio.of(List.of(), RadioOptions.DEFAULT.withBudget(1, 1));
        RadioStep all = radio.next(source(world), world.context(), RadioState.NEW, List.of(), 3);
        assertThat(ids(all.tracks())).containsExactly("f1", "g1", "f2");
        assertThat(all.tracks())
                .extracting(RadioTrack::discovery)
                .containsExactly(Discovery.NEW_ARTIST, Discovery.NEW_ARTIST, Discovery.NEW_TRACK);
        RadioState first = radio.next(source(world), world.context(), RadioState.NEW, List.of(), 1)
                .state();
        assertThat(ids(radio.next(source(world), world.context(), first, List.of(), 2)
                        .tracks()))
                .as("over the seam")
                .containsExactly("g1", "f2");
    }

    @Test
    void whatIsWantedIsPulledFromDeeperDown() {
        SmallCatalog catalog = new SmallCatalog();
        for (int t = 0; t < 300; t++) {
            catalog.track("t" + t, "A");
            if (t < 290) {
                catalog.event(EventType.LISTEN, "t" + t, 3);
            }
        }
        SmallCatalog.Built world = catalog.build();
        RadioOptions options = RadioOptions.DEFAULT.withBudget(0.5, 0).withDepths(10, 1000);
        assertThat(next(world, options, RadioState.NEW, 4)).containsExactly("t0", "t290", "t1", "t291");
        assertThat(next(world, options.withDepths(10, 0), RadioState.NEW, 4)).containsExactly("t0", "t1", "t2", "t3");
    }

    @Test
    void capsAndSpacingHoldOverTheSeam() {
        SmallCatalog.Built world = artists();
        Radio spaced = Radio.of(List.of(Spacing.ofArtists(2)), FREE);
        Radio capped = Radio.of(List.of(Cap.perArtist(1)), FREE);
        RadioState one = given(world, FREE, 1);
        assertThat(ids(spaced.next(source(world), world.context(), one, List.of(), 3)
                        .tracks()))
                .containsExactly("y1", "z1", "x2");
        assertThat(ids(capped.next(source(world), world.context(), one, List.of(), 8)
                        .tracks()))
                .containsExactly("y1", "z1");
    }

    @Test
    void theLicenceWindowReckonsWithSkipsAndWithWhatWasHeardBefore() {
        SmallCatalog catalog = new SmallCatalog();
        for (String id : List.of("a1", "a2", "a3", "b1")) {
            catalog.track(id, track -> track.artist(id.substring(0, 1)).durationMillis(100_000));
        }
        catalog.event(EventType.LISTEN, "a3", SmallCatalog.NOW - 150_000, 20_000);
        SmallCatalog.Built world = catalog.build();
        // Two of an artist within 300 seconds.
        List<Rule> rules = List.of(new LicenceWindow(300_000, 9, 9, 2, 9));
        Radio radio = Radio.of(rules, FREE);
        RadioStep first = radio.next(source(world), world.context(), RadioState.NEW, List.of(), 1);
        assertThat(ids(first.tracks())).containsExactly("a1");
        // a3 was heard 150 s before and a1 just now; at 100 s both are still in the window, at 200 s a3 no longer.
        RadioStep second = radio.next(source(world), world.context(), first.state(), List.of(), 3);
        assertThat(ids(second.tracks())).containsExactly("b1", "a2", "a3");
        RadioEvent skip = new RadioEvent(RadioEvent.Kind.SKIP, "a1", SmallCatalog.NOW + 10_000);
        assertThat(ids(radio.next(
                                source(world),
                                world.context().withNow(SmallCatalog.NOW + 10_000),
                                first.state(),
                                List.of(skip),
                                3)
                        .tracks()))
                .as("skipped after 10 s: b1 ends 110 s after the beginning, a3 is still in the window of 300 s")
                .containsExactly("b1");
    }

    @Test
    void otherReleasesOfTheSameRecordingDoNotCome() {
        SmallCatalog catalog = new SmallCatalog();
        catalog.track("single", track -> track.artist("A").recordingGroup("song"));
        catalog.track("album version", track -> track.artist("A").recordingGroup("song"));
        catalog.track("other", track -> track.artist("A").recordingGroup("another song"));
        catalog.track("last", "A");
        SmallCatalog.Built world = catalog.build();
        assertThat(next(world, FREE, given(world, FREE, 1), 3)).containsExactly("other", "last");
    }

    @Test
    void aDryPoolSaysSo() {
        SmallCatalog.Built world = artists();
        Radio radio = Radio.of(List.of(), FREE);
        RadioStep most = radio.next(source(world), world.context(), RadioState.NEW, List.of(), 7);
        assertThat(most.shortfall()).isEmpty();
        RadioStep rest = radio.next(source(world), world.context(), most.state(), List.of(), 5);
        assertThat(rest.tracks()).hasSize(2);
        assertThat(rest.shortfall().orElse("")).contains("2 of 5 tracks", "7 dropped by no-repeats");
        RadioStep none = radio.next(source(world), world.context(), rest.state(), List.of(), 1);
        assertThat(none.tracks()).isEmpty();
        assertThat(none.state()).isEqualTo(rest.state());
        assertThat(none.shortfall().orElse("")).contains("0 of 1 tracks");
    }

    @Test
    void aSessionGoesOnWithACatalogueThatLostATrack() {
        SmallCatalog.Built before = artists();
        RadioState state = given(before, FREE, 2);
        SmallCatalog.Built after = new SmallCatalog()
                .track("y1", "Y")
                .track("x1", "X")
                .track("x3", "X")
                .build();
        assertThat(next(after, FREE.withWeights(1, 0), state, 3, event(RadioEvent.Kind.SKIP, "x2")))
                .as("x2 is gone, what was done with it is not known to be of X any more")
                .containsExactly("y1", "x3");
    }

    @Test
    void timesFollowEachOtherFromTheMomentOn() {
        SmallCatalog catalog = new SmallCatalog();
        catalog.track("a", track -> track.artist("A").durationMillis(1_000));
        catalog.track("b", "B");
        catalog.track("c", track -> track.artist("C").durationMillis(500));
        SmallCatalog.Built world = catalog.build();
        RuleContext context = world.context();
        Radio radio = Radio.of(List.of(), FREE);
        RadioState state =
                radio.next(source(world), context, RadioState.NEW, List.of(), 2).state();
        long now = context.nowMillis();
        assertThat(state.tracks()).extracting(RadioTrack::startMillis).containsExactly(now, now + 1_000);
        RadioState later = radio.next(source(world), context.withNow(now + 5_000), state, List.of(), 1)
                .state();
        assertThat(later.tracks().get(2).startMillis()).isEqualTo(now + 5_000);
        assertThat(later.endMillis()).isEqualTo(now + 5_500);
    }

    @Test
    void argumentsAreChecked() {
        SmallCatalog.Built world = artists();
        Radio radio = Radio.of(List.of(), FREE);
        assertThatThrownBy(() -> radio.next(source(world), world.context(), RadioState.NEW, List.of(), 0))
                .hasMessageContaining("k 0");
        assertThatThrownBy(() -> radio.next(
                        source(world), world.context(), RadioState.NEW, List.of(event(RadioEvent.Kind.SKIP, "x1")), 1))
                .hasMessageContaining("track 'x1'");
    }
}
