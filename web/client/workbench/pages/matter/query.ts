import { graphql, type ResultOf } from '../../graph/tada';
import { OPINION_READ } from '../../parts/opinion';

/**
 * The data of the page of a matter, as far as the reader may see it; null for an unknown matter and for one that the reader may not see.
 */
export const MATTER = graphql(
  `
    query Matter($id: ID!) {
      petition(id: $id) {
        id
        version
        number
        kind
        channel
        stage
        stageName
        outcomeName
        exit
        receivedOn
        registeredOn
        postmarkOn
        firstStampOn
        peopleCount
        anonymous
        purpose
        contentClass
        previousNumber
        transferIn {
          sender
          number
          kind
          reportBy
        }
        barCode
        stampNumber
        oral
        summary
        text
        heldBy
        occurrence
        crossing
        urgentEvent {
          reason
          endsOn
        }
        organ {
          id
          name
        }
        registeringOrgan {
          id
          name
        }
        firstHandlingUnit {
          id
          name
        }
        addressedTo {
          id
          name
        }
        sameLetterAs {
          id
          number
        }
        choices(names: ["exit", "crossing", "serviceWay"]) {
          name
          values {
            code
            title
          }
        }
        acts {
          act
          name
          part
        }
        deskActs {
          act
          name
        }
        requests {
          id
          text
          outcome
          outcomeName
          basis
        }
        petitioners {
          id
          representative
          leftOn
          endedOn
          succeeds
          masked {
            name
            phone
          }
          consent {
            way
            on
          }
        }
        respondent {
          text
          organ {
            id
            name
          }
        }
        entry {
          readBack
        }
        visit {
          id
          on
          timeIn
          timeOut
          place
          headCount
          ticketNumber
          collective
          aboveLevel
          organ {
            id
            name
          }
          called {
            id
            name
          }
        }
        clocks {
          id
          term
          title
          state
          stateName
          startedOn
          length
          unit
          nominalDue
          effectiveDue
          extendedBy
          provisional
          source
          explanation {
            source
            text
          }
        }
        extension {
          id
          days
          reason
          requestedOn
          approvedOn
          grantedDays
          declinedOn
          declineReason
        }
        nextRight {
          term
          title
          lastDay
          provisional
          to
          papers
          source
          explanation {
            source
            text
          }
        }
        history {
          on
          at
          recordedAt
          actor
          act
          actName
          basis
          part
          remark
        }
        documents {
          id
          kind
          title
          number
          issuedOn
          hash
          voidedOn
          voidReason
          organ {
            id
            name
          }
          replacedBy {
            id
            number
          }
          services {
            petitionerId
            throughPetitionerId
            way
            servedOn
            receiptFileId
          }
          prints {
            line
            copies
            reason
            printedOn
            printedBy {
              id
              name
            }
          }
        }
        records {
          id
          kind
          title
          state
          stateName
          on
          until
          organ {
            id
            name
          }
          officer {
            id
            name
          }
          details {
            name
            text
          }
          accused {
            units
            person {
              name
            }
          }
        }
        opinion {
          ...OpinionRead
        }
        exitDecision {
          id
          exit
          state
          reason
          basis
          proposedOn
          decidedOn
          lateAfter
          corrected
          toldOn
          organ {
            id
            name
          }
        }
        guidance {
          text
          papers
          basis
          toldOn
          channel {
            id
            title
            body
            limits {
              name
              text
            }
          }
        }
        legacy {
          reply
          repliedOn
        }
        files {
          id
          role
          type
          size
          sealed
          stripped
          addedOn
        }
        openPoints {
          part
          title
          source
        }
        supplements {
          id
          receivedOn
          text
          fileIds
          online
          fromNode
          organ {
            id
            name
          }
        }
        supplementRequest {
          id
          items
          answerBy
          askedOn
          organ {
            id
            name
          }
        }
        interviews {
          id
          on
          readBack
          copyGiven
          refusalWitness
          answers {
            question
            answer
          }
          organ {
            id
            name
          }
        }
        corrections {
          id
          field
          former
          value
          reason
          evidence
          state
          on
          confirmedOn
        }
        classifications {
          id
          formerKind
          kind
          contentClass
          reason
          on
          organ {
            id
            name
          }
        }
        mandates {
          id
          maskedName
          scope
          from
          endsOn
          inForce
          endedOn
          endReason
        }
        codeSlips {
          way
          receiptNumber
          on
          organ {
            id
            name
          }
        }
        queryCodeReissues {
          identityCheck
          at
          organ {
            id
            name
          }
        }
        guidanceSlip {
          id
          place
          receptionTimes
          text
          on
          competentOrgan {
            id
            name
          }
        }
        urgentMatters {
          id
          reason
          begunOn
          endsOn
          open
          stillToReport
          reportBy
          late
          reports {
            id
            kind
            to
            at
          }
        }
        repeats {
          id
          number
          kind
          summary
          stageName
          receivedOn
        }
        related {
          id
          number
          kind
          summary
          stageName
          receivedOn
        }
        sameMatterQuestions {
          id
          node
          askedOn
          state
          numberPrefix
          reason
        }
        accessReasons {
          role
          relation
          organ {
            id
            name
          }
        }
        readers {
          relation
          relationName
          roleNames
          source
          organ {
            id
            name
          }
        }
        openings {
          on
          at
          role
          field
          purpose
          organ {
            id
            name
          }
        }
        organs {
          receivedOn
          act
          standing
          organ {
            id
            name
          }
        }
      }
    }
  `,
  [OPINION_READ],
);

export const ID_OF_NUMBER = graphql(`
  query IdOfNumber($number: String!) {
    petitionByNumber(number: $number) {
      id
    }
  }
`);

export type Matter = NonNullable<ResultOf<typeof MATTER>['petition']>;
export type Clock = NonNullable<Matter['clocks']>[number];
export type Paper = NonNullable<Matter['documents']>[number];
