package io.reco.rerank.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.EventSemantics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RadioStateTest {
    private static final RadioState STATE = new RadioState(
            "ö \"7\"",
            List.of(
                    new RadioTrack("a", 100, 200, Discovery.KNOWN, false, false, 0),
                    new RadioTrack("곡 \"𝄞\"\n", 200, 350, Discovery.NEW_TRACK, false, true, 2),
                    new RadioTrack("c", 350, 350, Discovery.NEW_ARTIST, true, false, 0),
                    new RadioTrack("d", 350, 4_000_000_000_000L, Discovery.KNOWN, false, false, 0)));

    private static RadioEvent event(RadioEvent.Kind kind, String track, long time) {
        return new RadioEvent(kind, track, time);
    }

    @Test
    void comesBackFromJson() {
        assertThat(RadioState.fromJson(STATE.toJson())).isEqualTo(STATE);
        assertThat(RadioState.fromJson(RadioState.NEW.toJson())).isEqualTo(RadioState.NEW);
        assertThat(new RadioState("c1", STATE.tracks().subList(0, 1)).toJson())
                .as("the format of version 1, which other processes have stored")
                .isEqualTo(
                        "{\"version\":1,\"character\":\"c1\",\"tracks\":[{\"track\":\"a\",\"start\":100,\"end\":200,\"discovery\":\"known\","
                                + "\"skipped\":false,\"liked\":false,\"replays\":0}]}");
    }

    @Test
    void aNewerVersionIsRefused() {
        assertThatThrownBy(() -> RadioState.fromJson("{\"version\":2,\"tracks\":[],\"mood\":\"calm\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("reads versions 1 to 1");
    }

    @Test
    void everyCutAndEveryLostFieldIsRefused() {
        String json = STATE.toJson();
        for (int end = 0; end < json.length(); end++) {
            String cut = json.substring(0, end);
            assertThatThrownBy(() -> RadioState.fromJson(cut))
                    .as("cut at %d", end)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> RadioState.fromJson(json.replace("\"character\":", "\"xcharacter\":")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a text 'character'");
        for (String field : List.of("track", "start", "end", "discovery", "skipped", "liked", "replays")) {
            String mistyped = json.replace("\"" + field + "\":", "\"x" + field + "\":");
            assertThatThrownBy(() -> RadioState.fromJson(mistyped))
                    .as(field)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("track 0 of a radio state")
                    .hasMessageContaining(field);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"start\":100 | \"start\":-1 | startMillis -1",
                "\"end\":200 | \"end\":99 | endMillis 99",
                "\"end\":200 | \"end\":1.5 | 'end' is 1.5, not a whole number",
                "\"discovery\":\"known\" | \"discovery\":\"new\" | known, new-track or new-artist",
                "\"track\":\"c\" | \"track\":\"a\" | track 'a' is twice",
                "\"start\":200 | \"start\":20 | before the one in front",
                "\"skipped\":false | \"skipped\":0 | 'skipped' is 0, not true or false",
                "\"replays\":2 | \"replays\":-2 | replays -2",
                "\"version\":1 | \"version\":1,\"version\":1 | Duplicate",
                "]} | ]}} | no JSON"
            })
    void wrongValuesAreRefused(String good, String bad, String message) {
        String json = STATE.toJson();
        assertThat(json).contains(good);
        assertThatThrownBy(() -> RadioState.fromJson(json.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aSkipEndsTheTrackAndTheNextBeginsThen() {
        RadioState state = new RadioState(
                "c1",
                List.of(
                        RadioTrack.planned("a", 100, 200, Discovery.KNOWN),
                        RadioTrack.planned("b", 200, 350, Discovery.KNOWN),
                        RadioTrack.planned("c", 350, 400, Discovery.KNOWN)));
        RadioState after = state.after(List.of(event(RadioEvent.Kind.SKIP, "a", 130)));
        assertThat(after.tracks()).extracting(RadioTrack::startMillis).containsExactly(100L, 130L, 280L);
        assertThat(after.tracks()).extracting(RadioTrack::endMillis).containsExactly(130L, 280L, 330L);
        assertThat(after.after(List.of(event(RadioEvent.Kind.SKIP, "a", 140), event(RadioEvent.Kind.SKIP, "b", 999)))
                        .endMillis())
                .as("skipped twice, or after its end: no time changes")
                .isEqualTo(330);
        assertThat(state.after(List.of(event(RadioEvent.Kind.SKIP, "b", 10)))
                        .tracks()
                        .get(1))
                .as("skipped before it began: it takes no time")
                .isEqualTo(new RadioTrack("b", 200, 200, Discovery.KNOWN, true, false, 0));
    }

    @Test
    void aLateSkipMovesNothingAcrossAPause() {
        RadioState state = new RadioState(
                "c1",
                List.of(
                        RadioTrack.planned("a", 100, 200, Discovery.KNOWN),
                        RadioTrack.planned("b", 200, 350, Discovery.KNOWN),
                        RadioTrack.planned("c", 1000, 1100, Discovery.KNOWN),
                        RadioTrack.planned("d", 1100, 1200, Discovery.KNOWN)));
        assertThat(state.after(List.of(event(RadioEvent.Kind.SKIP, "a", 130))).tracks())
                .extracting(RadioTrack::startMillis)
                .containsExactly(100L, 130L, 1000L, 1100L);
    }

    @Test
    void likesAreTakenBackAndReplaysAreCounted() {
        RadioTrack track = new RadioState("c1", List.of(RadioTrack.planned("a", 1, 2, Discovery.KNOWN)))
                .after(List.of(
                        event(RadioEvent.Kind.LIKE, "a", 1),
                        event(RadioEvent.Kind.LIKE, "a", 1),
                        event(RadioEvent.Kind.REPLAY, "a", 1),
                        event(RadioEvent.Kind.REPLAY, "a", 1)))
                .tracks()
                .get(0);
        assertThat(track.liked()).isTrue();
        assertThat(track.replays()).isEqualTo(2);
        assertThat(track.taste()).isEqualTo(3);
        assertThat(new RadioState("c1", List.of(track))
                        .after(List.of(event(RadioEvent.Kind.UNLIKE, "a", 1), event(RadioEvent.Kind.SKIP, "a", 1)))
                        .tracks()
                        .get(0)
                        .taste())
                .isEqualTo(1);
    }

    @Test
    void argumentsAreChecked() {
        assertThatThrownBy(() -> STATE.after(List.of(event(RadioEvent.Kind.LIKE, "z", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("track 'z' is not one of the 4");
        assertThatThrownBy(() -> event(RadioEvent.Kind.LIKE, "z", -1)).hasMessageContaining("timeMillis -1");
        RadioOptions options = RadioOptions.DEFAULT;
        assertThatThrownBy(() -> options.withBudget(1.1, 0)).hasMessageContaining("newTracks 1.1");
        assertThatThrownBy(() -> options.withBudget(Double.NaN, 0)).hasMessageContaining("newTracks NaN");
        assertThatThrownBy(() -> options.withBudget(0.3, 0.4))
                .hasMessageContaining("newArtists 0.4 is not in [0, 0.3]");
        assertThatThrownBy(() -> options.withWeights(-1, 0)).hasMessageContaining("artistWeight -1");
        assertThatThrownBy(() -> options.withWeights(0, Double.NaN)).hasMessageContaining("genreWeight NaN");
        assertThatThrownBy(() -> options.withDepths(0, 0)).hasMessageContaining("depth 0");
        assertThatThrownBy(() -> options.withDepths(1, -1)).hasMessageContaining("strictDepth -1");
        assertThat(options.semantics()).isEqualTo(EventSemantics.DEFAULT);
    }

    @Test
    void theBudgetIsWithinOneAtEveryPrefixAndANewTrackFollowsAKnownOne() {
        for (int percent = 0; percent <= 100; percent += 5) {
            for (int part = 0; part <= percent; part += 5) {
                double tracks = percent / 100.0;
                double artists = part / 100.0;
                int newTracks = 0;
                int newArtists = 0;
                boolean newBefore = true;
                for (int p = 0; p < 200; p++) {
                    Discovery wanted = DiscoveryBudget.wanted(tracks, artists, p);
                    boolean isNew = wanted != Discovery.KNOWN;
                    newTracks += isNew ? 1 : 0;
                    newArtists += wanted == Discovery.NEW_ARTIST ? 1 : 0;
                    assertThat(Math.abs(newTracks - tracks * (p + 1))).isLessThanOrEqualTo(0.5 + 1e-6);
                    assertThat(Math.abs(newArtists - artists * (p + 1))).isLessThanOrEqualTo(1 + 1e-6);
                    assertThat(isNew && newBefore && percent <= 50)
                            .as("share %s: position %d", tracks, p)
                            .isFalse();
                    newBefore = isNew;
                }
            }
        }
    }
}
