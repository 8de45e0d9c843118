package dev.loupe.telemetry.keep;

import static dev.loupe.telemetry.keep.Traffic.TRACE;
import static dev.loupe.telemetry.keep.Traffic.end;
import static dev.loupe.telemetry.keep.Traffic.endAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.export.DropReason;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepPolicyTest {
    private final Traffic traffic = new Traffic(Traffic.selective());

    @Test
    void quickGoodRequest_isDropped() {
        Span root = traffic.root("GetObject");
        end(root);
        assertThat(traffic.kept).isEmpty();
        assertThat(traffic.policy.isKept(TRACE)).isFalse();
    }

    @Test
    void failedRequest_isKeptForItsError() {
        Span root = traffic.root("GetObject");
        root.setStatus(StatusCode.ERROR);
        end(root);
        assertThat(traffic.reasons()).containsExactly("error");
        assertThat(traffic.policy.isKept(TRACE)).isTrue();
        assertThat(traffic.policy.keptFor(Verdict.ERROR)).isEqualTo(1);
    }

    @Test
    void failureBelowAGoodRoot_keepsTheWholeTrace() {
        Span root = traffic.root("GetObject");
        Span child = traffic.child("child", root);
        Span grandchild = traffic.child("grandchild", child);
        grandchild.setStatus(StatusCode.ERROR);
        end(grandchild);
        end(child);
        assertThat(traffic.kept).isEmpty();
        end(root);
        assertThat(traffic.keptNames()).containsExactly("grandchild", "child", "GetObject");
        assertThat(traffic.reasons()).containsExactly("error");
    }

    @Test
    void requestAsSlowAsTheThreshold_isKept() {
        endAfter(traffic.root("GetObject"), Duration.ofSeconds(1));
        assertThat(traffic.reasons()).containsExactly("slow");
    }

    @Test
    void operationWithAThresholdOfItsOwn_isJudgedByThat() {
        endAfter(traffic.root("ListObjectsV2"), Duration.ofMillis(2_999));
        assertThat(traffic.kept).isEmpty();
        endAfter(traffic.root("ListObjectsV2"), Duration.ofSeconds(3));
        assertThat(traffic.reasons()).containsExactly("slow");
    }

    @Test
    void callerThatAsked_isHeardIfTrusted() {
        end(traffic.root("GetObject", TRACE, true));
        assertThat(traffic.reasons()).containsExactly("asked");
    }

    @Test
    void callerThatAsked_isNotHeardIfNotTrusted() {
        Settings.Keep keep = Traffic.selective();
        Traffic untrusting = new Traffic(new Settings.Keep(
                keep.policy(), keep.baseline(), keep.slow(), keep.slowByOperation(), false, 100, keep.maxWait(), 100));
        end(untrusting.root("GetObject", TRACE, true));
        assertThat(untrusting.kept).isEmpty();
    }

    @Test
    void traceOfTheBaseline_isKept() {
        String traceId = "0af7651916cd43dd0000000000000001";
        end(traffic.root("GetObject", traceId, false));
        assertThat(traffic.reasons()).containsExactly("baseline");
        assertThat(traffic.policy.isBaseline(traceId)).isTrue();
        assertThat(traffic.policy.isBaseline(TRACE)).isFalse();
    }

    @Test
    void policyAll_makesEveryTraceOneOfTheBaseline() {
        assertThat(new Traffic(Traffic.keepAll()).policy.isBaseline(TRACE)).isTrue();
    }

    @Test
    void policyAll_givesTheMoreTellingReasonFirst() {
        Traffic all = new Traffic(Traffic.keepAll());
        end(all.root("quick"));
        assertThat(all.reasons()).containsExactly("all");
        Span failed = all.root("failed", "0af7651916cd43dd7ffffffffffffff0", true);
        failed.setStatus(StatusCode.ERROR);
        endAfter(failed, Duration.ofSeconds(9));
        assertThat(all.reasons()).containsExactly("all", "error");
    }

    @Test
    void lateSpanOfAKeptTrace_isKeptForTheSameReason() {
        Span root = traffic.root("GetObject");
        Span late = traffic.child("late", root);
        endAfter(root, Duration.ofSeconds(2));
        end(late);
        assertThat(traffic.keptNames()).containsExactly("GetObject", "late");
        assertThat(traffic.reasons()).containsExactly("slow");
    }

    @Test
    void lateSpansOfADroppedTrace_areDroppedAndDoNotWait() {
        Span root = traffic.root("GetObject");
        Span late = traffic.child("late", root);
        Span below = traffic.child("below", late);
        end(below);
        end(root);
        assertThat(traffic.policy.waiting()).as("its parent has not ended").isEqualTo(1);
        end(late);
        end(traffic.child("later", late));
        assertThat(traffic.kept).isEmpty();
        assertThat(traffic.policy.waiting()).isZero();
        assertThat(traffic.drops.count(DropReason.WAITING_EXPIRED)).isZero();
    }

    @Test
    void twoLocalRootsOfOneTrace_areJudgedApart() {
        Span first = traffic.root("first hop");
        Span second = traffic.root("second hop");
        Span belowSecond = traffic.child("below second", second);
        end(belowSecond);
        end(first);
        assertThat(traffic.kept).isEmpty();
        assertThat(traffic.policy.waiting()).isEqualTo(1);
        endAfter(second, Duration.ofSeconds(2));
        assertThat(traffic.keptNames()).containsExactly("below second", "second hop");
    }

    @Test
    void secondLocalRootOfAKeptTrace_isKeptToo() {
        endAfter(traffic.root("slow hop"), Duration.ofSeconds(2));
        end(traffic.root("quick hop"));
        assertThat(traffic.keptNames()).containsExactly("slow hop", "quick hop");
    }

    @Test
    void rootThatDoesNotEndInTime_givesItsFailedChildrenFree() {
        end(traffic.child("good", traffic.root("a")));
        Span failed = traffic.child("failed", traffic.root("b", "0af7651916cd43dd7ffffffffffffff0", false));
        failed.setStatus(StatusCode.ERROR);
        end(failed);
        traffic.clock.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
        traffic.policy.expire();
        assertThat(traffic.policy.waiting()).isEqualTo(2);
        traffic.clock.addAndGet(1);
        traffic.policy.expire();
        assertThat(traffic.keptNames()).containsExactly("failed");
        assertThat(traffic.drops.count(DropReason.WAITING_EXPIRED)).isEqualTo(1);
        assertThat(traffic.policy.waiting()).isZero();
    }

    @Test
    void moreSpansThanMayWait_crowdOutTheTraceThatWaitedLongest() {
        for (int i = 0; i < 150; i++) {
            String traceId = "0af7651916cd43dd7fffffffffff%04x".formatted(i);
            end(traffic.child("child", traffic.root("root", traceId, false)));
        }
        assertThat(traffic.policy.waiting()).isEqualTo(100);
        assertThat(traffic.drops.count(DropReason.WAITING_FULL)).isEqualTo(50);
    }

    @Test
    void processThatEnds_decidesAboutWhatWaits() {
        end(traffic.child("good", traffic.root("a")));
        traffic.policy.finish();
        assertThat(traffic.policy.waiting()).isZero();
        assertThat(traffic.drops.count(DropReason.SHUTDOWN)).isEqualTo(1);
    }

    @Test
    void keptSpan_hasItsOwnAttributesAndTheReason() {
        Span root = traffic.root("GetObject");
        root.setAttribute(Names.FILE_NAME, "ring.stl");
        endAfter(root, Duration.ofSeconds(2));
        assertThat(traffic.kept.get(0).getAttributes().asMap())
                .hasSize(2)
                .containsEntry(Names.FILE_NAME, "ring.stl")
                .containsEntry(Names.KEEP_REASON, "slow");
        assertThat(traffic.kept.get(0).getTotalAttributeCount()).isEqualTo(2);
        assertThat(traffic.kept.get(0).getAttributes())
                .isEqualTo(traffic.kept.get(0).getAttributes().toBuilder().build());
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "DUPLICATE", "DEAD", "TRUNCATED", "STUCK", "LATE", "LOCK", "SLOW", "ASKED"})
    void spanThatAsks_isKeptForThatReason(Verdict verdict) {
        Span root = traffic.root("PUT /price");
        root.setAttribute(Names.KEEP_ASK, verdict.text());
        end(root);
        assertThat(traffic.reasons()).containsExactly(verdict.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "baseline", "all", "dropped", "", "please"})
    void spanThatAsksForWhatCannotBeAskedFor_isNotHeard(String wish) {
        Span root = traffic.root("PUT /price");
        root.setAttribute(Names.KEEP_ASK, wish);
        end(root);
        assertThat(traffic.kept).isEmpty();
    }

    @Test
    void spanThatAsksBelowItsRoot_keepsTheWholeTrace() {
        Span root = traffic.root("PUT /price");
        Span child = traffic.child("UPDATE", root);
        child.setAttribute(Names.KEEP_ASK, "lock");
        end(child);
        endAfter(root, Duration.ofSeconds(2));
        assertThat(traffic.keptNames()).containsExactly("UPDATE", "PUT /price");
        assertThat(traffic.reasons()).as("tells more than slow").containsExactly("lock");
    }

    @Test
    void failure_tellsMoreThanWhatWasAskedFor() {
        Span root = traffic.root("PUT /price");
        root.setAttribute(Names.KEEP_ASK, "duplicate");
        root.setStatus(StatusCode.ERROR);
        end(root);
        assertThat(traffic.reasons()).containsExactly("error");
    }

    @Test
    void failureThatIsALoss_isKeptAsThat() {
        Span root = traffic.root("publish orders:order.priced");
        root.setAttribute(Names.KEEP_ASK, "lost");
        root.setStatus(StatusCode.ERROR);
        end(root);
        assertThat(traffic.reasons()).containsExactly("lost");
    }

    @Test
    void lossThatIsKnownAfterItsRootWasDropped_isKeptAlone() {
        Span root = traffic.root("PUT /price");
        Span publish = traffic.child("publish orders:order.priced", root);
        Span other = traffic.child("publish orders:order.shipped", root);
        end(root);
        publish.setAttribute(Names.KEEP_ASK, "lost");
        end(publish);
        assertThat(traffic.keptNames()).containsExactly("publish orders:order.priced");
        assertThat(traffic.reasons()).containsExactly("lost");
        end(other);
        assertThat(traffic.keptNames()).as("of a trace that is kept by now").hasSize(2);
    }

    @Test
    void spanThatAsksButHasNoRoot_isKeptWhenItHasWaitedLongEnough() {
        Span child = traffic.child("UPDATE", traffic.root("PUT /price"));
        child.setAttribute(Names.KEEP_ASK, "lock");
        end(child);
        traffic.clock.addAndGet(Duration.ofMinutes(10).toNanos());
        traffic.policy.expire();
        assertThat(traffic.reasons()).containsExactly("lock");
    }

    @Test
    void lateSpanThatFailed_isKeptThoughItsTraceWasDropped() {
        Span root = traffic.root("POST /price");
        Span late = traffic.child("compute", root);
        Span below = traffic.child("GetObject", late);
        Span beside = traffic.child("beside", root);
        Span stillOpen = traffic.child("still open", beside);
        end(root);
        end(below);
        end(stillOpen);
        late.setStatus(StatusCode.ERROR);
        end(late);
        assertThat(traffic.keptNames()).containsExactly("GetObject", "still open", "compute");
        assertThat(traffic.reasons()).containsExactly("error");
        end(beside);
        assertThat(traffic.keptNames()).as("the trace is known as kept").endsWith("beside");
        assertThat(traffic.policy.waiting()).isZero();
    }

    @Test
    void lateSpanBelowWhichSomethingFailed_isKeptThoughItsTraceWasDropped() {
        Span root = traffic.root("POST /price");
        Span late = traffic.child("compute", root);
        Span below = traffic.child("GetObject", late);
        end(root);
        below.setAttribute(Names.KEEP_ASK, "truncated");
        end(below);
        end(late);
        assertThat(traffic.keptNames()).containsExactly("GetObject", "compute");
        assertThat(traffic.reasons()).containsExactly("truncated");
    }
}
