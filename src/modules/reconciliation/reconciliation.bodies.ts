import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { ListQuery } from '../../http/list-query.js';
import { IsLine, IsProse, Must } from '../../http/texts.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import { itemStatuses } from './item.view.js';
import { resolutions, type Resolution } from './mismatch.events.js';
import { dateFormats, type DateFormat } from './reading/statement-plan.js';
import { statementStatuses } from './statement.decider.js';
import { outcomes, type ItemOutcome } from './statement.events.js';

/** Only these words: every other text could mean either. */
const IsFlag = () => (target: object, property: string) => {
  const asBoolean = ({ value }: { value: unknown }): unknown =>
    value === 'true' ? true : value === 'false' ? false : value;
  Transform(asBoolean)(target, property);
  const schema = { type: 'string', enum: ['true', 'false'] };
  Must((value) => typeof value === 'boolean', 'must be true or false', schema)(target, property);
};

/** Of a provider, or `bank`, or a bank by its name. */
const name = /^([a-z0-9-]{1,40}|bank:[a-z0-9-]{1,40})$/;
const isName = (value: unknown): value is string => typeof value === 'string' && name.test(value);

@DocumentedQuery()
export class NewStatementQuery {
  @ApiProperty({ example: 'mtn-momo', description: 'Whose statement it is; `bank` or `bank:<name>` for a bank’s' })
  @Must(isName, 'must be the name of a provider, such as mtn-momo', {
    type: 'string',
    pattern: name.source,
  })
  provider!: string;

  @ApiProperty({ example: 'collections', description: 'The account as you call it, the same for every file of it' })
  @IsLine(1, 100)
  account!: string;

  @ApiPropertyOptional({ description: 'The order of day and month, where the file cannot tell it' })
  @IsOptional()
  @IsIn(dateFormats)
  dateFormat?: DateFormat;

  @ApiPropertyOptional({ description: 'Says what the file would come to, and records nothing; absent: false' })
  @IsOptional()
  @IsFlag()
  dryRun: boolean = false;
}

@DocumentedQuery()
export class StatementsQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'In this state now' })
  @IsOptional()
  @IsIn(statementStatuses)
  status?: string;

  @ApiPropertyOptional({ description: 'Of this provider' })
  @IsOptional()
  @IsLine(1, 40)
  provider?: string;

  @ApiPropertyOptional({ description: 'Of this account' })
  @IsOptional()
  @IsLine(1, 100)
  account?: string;
}

@DocumentedQuery()
export class ItemsOfStatementQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'Only lines that came to this; absent: every line' })
  @IsOptional()
  @IsIn(outcomes)
  outcome?: ItemOutcome;
}

@DocumentedQuery()
export class ItemsQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'That came to this' })
  @IsOptional()
  @IsIn(outcomes.filter((outcome) => outcome !== 'matched'))
  outcome?: string;

  @ApiPropertyOptional({ description: 'In this state of work now' })
  @IsOptional()
  @IsIn(itemStatuses)
  status?: string;

  @ApiPropertyOptional({ description: 'Given to this API client or user' })
  @IsOptional()
  @IsLine(1, 100)
  assignee?: string;

  @ApiPropertyOptional({ description: 'Of this statement' })
  @IsOptional()
  @IsLine(1, 100)
  statementId?: string;

  @ApiPropertyOptional({ description: 'About this payment' })
  @IsOptional()
  @IsLine(1, 100)
  paymentId?: string;
}

class ItemDecision {
  @ApiProperty({
    description:
      '`adjusted` needs an adjustment of the ledger that people have approved; `written-off` is requested by this, and approved by another person; `waiting` may be resolved again',
  })
  @IsIn(resolutions)
  resolution!: Resolution;

  @ApiProperty({ example: 'MTN corrected it on the statement of 3 March' })
  @IsProse(1, 4_000)
  note!: string;

  @ApiPropertyOptional({ description: 'Of `adjusted`: the approved adjustment' })
  @IsOptional()
  @IsLine(1, 100)
  adjustmentId?: string;
}

@DocumentedBody('ItemResolution')
export class ResolveItemBody extends ItemDecision {}

@DocumentedBody('ItemFilter')
export class ItemFilter {
  @ApiPropertyOptional({ description: 'Of this statement' })
  @IsOptional()
  @IsLine(1, 100)
  statementId?: string;

  @ApiPropertyOptional({ description: 'That came to this' })
  @IsOptional()
  @IsIn(outcomes.filter((outcome) => outcome !== 'matched'))
  outcome?: string;

  @ApiPropertyOptional({ description: 'In this state of work' })
  @IsOptional()
  @IsIn(['open', 'assigned', 'awaiting-approval', 'waiting'])
  status?: string;

  @ApiPropertyOptional({ description: 'Given to this API client or user' })
  @IsOptional()
  @IsLine(1, 100)
  assignee?: string;
}

@DocumentedBody('ItemsResolution')
export class ResolveItemsBody extends ItemDecision {
  @ApiProperty({ type: ItemFilter, description: 'Which items: at least one member' })
  @IsObject()
  @ValidateNested()
  @Type(() => ItemFilter)
  filter!: ItemFilter;

  @ApiPropertyOptional({ description: 'Says what would be resolved, and changes nothing; absent: false' })
  @IsOptional()
  @IsBoolean()
  preview?: boolean;
}

@DocumentedBody('ItemAssignment')
export class AssignItemBody {
  @ApiPropertyOptional({ description: 'The API client or user who takes it; absent: the caller' })
  @IsOptional()
  @IsLine(1, 100)
  assignee?: string;
}

@DocumentedBody('ItemNote')
export class ItemNoteBody {
  @ApiProperty({ example: 'Asked MTN on 3 March, ticket 4711' })
  @IsProse(1, 4_000)
  text!: string;
}

@DocumentedBody('ItemReason')
export class ItemReasonBody {
  @ApiProperty({ example: 'The line is the payment of another day' })
  @IsProse(1, 1_000)
  reason!: string;
}
