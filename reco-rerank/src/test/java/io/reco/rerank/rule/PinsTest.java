package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Block;
import io.reco.core.data.Catalog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Explicit;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.rerank.Candidates;
import io.reco.rerank.RandomWorld;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.Trace;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PinsTest extends RuleContract {
    @Override
    protected Rule rule() {
        return pins(Pins.Pin.always("nowhere", 1));
    }

    @Override
    protected Rule ruleIn(RandomWorld world) {
        Catalog catalog = world.data().catalog();
        int n = catalog.trackCount();
        return pins(
                Pins.Pin.always(catalog.tracks().id(n / 2), 1),
                Pins.Pin.always(catalog.tracks().id(n - 1), 3));
    }

    @Override
    protected boolean mayPutIn(RandomWorld world, int track) {
        int n = world.data().catalog().trackCount();
        return track == n / 2 || track == n - 1;
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(pins());
    }

    private static Pins pins(Pins.Pin... pins) {
        return new Pins(List.of(pins));
    }

    /** Tracks a to f of artists A to F; a to d are candidates. */
    private static SmallCatalog catalog() {
        SmallCatalog catalog = new SmallCatalog();
        for (String id : List.of("a", "b", "c", "d", "e", "f")) {
            catalog.track(id, id.toUpperCase(java.util.Locale.ROOT));
        }
        return catalog;
    }

    private static Reranked list(SmallCatalog.Built small, int k, Rule... rules) {
        Candidates four = Candidates.of(new int[] {0, 1, 2, 3}, new double[] {4, 3, 2, 1}, "model");
        return RulePipeline.of(rules).withTrace(true).apply(four, small.context(), k);
    }

    @Test
    void aCandidateAndAnotherTrackComeWhereTheyArePinned() {
        Reranked list = list(catalog().build(), 4, pins(Pins.Pin.always("d", 0), Pins.Pin.always("e", 2)));
        assertThat(ids(list)).containsExactly("d", "a", "e", "b");
        assertThat(list.isPinned(0)).isTrue();
        assertThat(list.isPinned(1)).isFalse();
        assertThat(list.items().get(2).source()).isEqualTo("pins");
        assertThat(list.items().get(0).source()).isEqualTo("model");
        assertThat(list.candidates().size()).isEqualTo(5);
        assertThat(list.trace().orElseThrow().of("e"))
                .extracting(Trace.Entry::kind)
                .containsExactly(Trace.Kind.ADDED, Trace.Kind.PINNED, Trace.Kind.KEPT);
        assertThat(list.trace().orElseThrow().of("e").get(2).firstRank()).isZero();
        assertThat(list.counts().moved("pins")).isEqualTo(3);
    }

    @Test
    void aPinHoldsBetweenItsDates() {
        long now = SmallCatalog.NOW;
        assertThat(ids(list(catalog().build(), 2, pins(new Pins.Pin("e", 0, now, now + 1)))))
                .containsExactly("e", "a");
        assertThat(ids(list(catalog().build(), 2, pins(new Pins.Pin("e", 0, now - 1, now)))))
                .containsExactly("a", "b");
        assertThat(ids(list(
                        catalog().build(),
                        2,
                        pins(new Pins.Pin("e", 0, now - 1, now), Pins.Pin.always("f", 0), Pins.Pin.always("d", 0)))))
                .containsExactly("f", "a");
    }

    @Test
    void whatMayNotBeShownIsNotPinned() {
        Profile me = Profile.of("me").withAversions(List.of(), List.of(Block.forEver(Block.Kind.ARTIST, "E")));
        SmallCatalog.Built small = catalog().me(me).build();
        Rule pins = pins(Pins.Pin.always("e", 0), Pins.Pin.always("f", 1));
        assertThat(ids(list(small, 3, pins, Blocked.DEFAULT))).containsExactly("a", "f", "b");
        SmallCatalog.Built barred = small.with(context -> context.withBarred(IntSet.of(5)));
        assertThat(ids(list(barred, 3, pins, Blocked.DEFAULT))).containsExactly("a", "b", "c");
    }

    @Test
    void aCleanTwinHasThePositionOfThePinnedTrack() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("a")
                .track("b")
                .track("rude", track -> track.explicit(Explicit.EXPLICIT).recordingGroup("song"))
                .track("clean", track -> track.explicit(Explicit.CLEAN).recordingGroup("song"))
                .me(new Profile(
                        "me",
                        "",
                        Gender.UNKNOWN,
                        AgeBand.UNKNOWN,
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        false))
                .build();
        Candidates two = Candidates.of(new int[] {0, 1}, new double[] {2, 1}, "model");
        Reranked list = RulePipeline.of(
                        pins(Pins.Pin.always("rude", 1)), new ExplicitContent(SongVersions.of(small.catalog())))
                .apply(two, small.context(), 3);
        assertThat(ids(list)).containsExactly("a", "clean", "b");
        assertThat(list.isPinned(1)).isTrue();
    }

    @Test
    void capsAndSpacingReckonWithPinsToCome() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("a1", "A")
                .track("a2", "A")
                .track("b", "B")
                .track("c", "C")
                .build();
        Rule pin = pins(Pins.Pin.always("a2", 3));
        assertThat(ids(small.apply(pin, Cap.perArtist(1)))).containsExactly("b", "c", "a2");
        assertThat(ids(small.apply(pin, Spacing.ofArtists(1)))).containsExactly("a1", "b", "c", "a2");
        Reranked spaced = small.apply(pins(Pins.Pin.always("a2", 1)), Spacing.ofArtists(1));
        assertThat(ids(spaced)).containsExactly("b", "a2", "c", "a1");
    }

    @Test
    void ofTwoPinsUnderACapTheFirstOneComes() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("a1", "A")
                .track("a2", "A")
                .track("b", "B")
                .build();
        Reranked list = small.apply(pins(Pins.Pin.always("a2", 0), Pins.Pin.always("a1", 1)), Cap.perArtist(1));
        assertThat(ids(list)).containsExactly("a2", "b");
        assertThat(list.counts().dropped("artist-cap")).isEqualTo(1);
    }

    @Test
    void quotasReckonWithPins() {
        SmallCatalog.Built small = catalog().build();
        Quota quota = new Quota(NamedTracks.of(NamedTracks.By.TRACK, List.of("c", "d")), 2);
        // Of four positions the last is pinned to another track, so the quota has to be met in the first three.
        Reranked list = list(small, 4, pins(Pins.Pin.always("f", 3)), quota);
        assertThat(ids(list)).containsExactly("a", "c", "d", "f");
        assertThat(list.counts().relaxed("quota")).isZero();
    }

    /** The pin takes the only other position, so the group has to come first. */
    @Test
    void theFirstPositionReckonsWithPinsToo() {
        Quota quota = new Quota(NamedTracks.of(NamedTracks.By.TRACK, List.of("c")), 1);
        Reranked list = list(catalog().build(), 2, quota, pins(Pins.Pin.always("f", 1)));
        assertThat(ids(list)).containsExactly("c", "f");
        assertThat(list.counts().relaxed("quota")).isZero();
    }

    @Test
    void whereTheListEndsBeforeItsPositionAPinComesLastAndTheTraceTells() {
        Reranked list = list(catalog().build(), 10, pins(Pins.Pin.always("e", 8)));
        assertThat(ids(list)).containsExactly("a", "b", "c", "d", "e");
        assertThat(list.relaxedRule(4)).contains("pins");
    }

    @Test
    void aPinBehindTheEndOfTheListIsNotForItsOtherPositionsWhileThereIsAnother() {
        assertThat(ids(list(catalog().build(), 3, pins(Pins.Pin.always("a", 5)))))
                .containsExactly("b", "c", "d");
        SmallCatalog.Built three =
                new SmallCatalog().track("a").track("b").track("c").build();
        Reranked list = three.apply(pins(Pins.Pin.always("a", 5)));
        assertThat(ids(list)).containsExactly("b", "c", "a");
        assertThat(list.relaxedRule(2)).contains("pins");
        assertThat(list.counts().dropped("pins")).isZero();
    }

    @Test
    void ofSeveralPinsBehindTheEndTheLowestComesFirst() {
        Rule pins = pins(Pins.Pin.always("a", 9), Pins.Pin.always("b", 8), Pins.Pin.always("e", 7));
        assertThat(ids(list(catalog().build(), 4, pins))).containsExactly("c", "d", "e", "b");
    }

    @Test
    void aFarPositionCostsNothing() {
        Rule pins = pins(Pins.Pin.always("a", Pins.MAX_SLOT), Pins.Pin.always("f", Pins.MAX_SLOT - 1));
        assertThat(ids(list(catalog().build(), 3, pins))).containsExactly("b", "c", "d");
        assertThat(ids(list(catalog().build(), Integer.MAX_VALUE, pins))).containsExactly("b", "c", "d", "f", "a");
        assertThatThrownBy(() -> Pins.Pin.always("a", 2_000_000_000))
                .hasMessageContaining("pins: slot 2000000000 is not in [0, 99999]");
    }

    @Test
    void aShuffleLeavesPinsWhereTheyAre() {
        for (long seed = 0; seed < 20; seed++) {
            long ofRequest = seed;
            SmallCatalog.Built small = catalog().build().with(context -> context.withSeed(ofRequest));
            Reranked list = small.apply(pins(Pins.Pin.always("f", 2)), new BalancedShuffle(0, 0));
            assertThat(ids(list).get(2)).isEqualTo("f");
        }
    }

    @Test
    void aMixOfKnownAndNewGivesWayToAPin() {
        Reranked list = list(
                catalog().event(EventType.LISTEN, "a", 1).build(),
                2,
                pins(Pins.Pin.always("e", 0)),
                new KnownMix(0, KnownMix.Unit.TRACK, EventSemantics.DEFAULT));
        assertThat(ids(list)).startsWith("e");
        assertThat(list.relaxedRule(0)).contains("known-mix");
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> Pins.Pin.always("a", -1)).hasMessageContaining("slot -1 is not in [0, 99999]");
        assertThatThrownBy(() -> new Pins.Pin("a", 0, 5, 5))
                .hasMessageContaining("untilMillis 5 is not above fromMillis 5");
    }
}
